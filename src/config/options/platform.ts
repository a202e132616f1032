import type { Option } from '../reading/Option.js';
import { ociBase, allowedRegistries, httpUrl } from '../reading/addresses.js';
import { oneOf, text } from '../reading/values.js';

/** The systems around the catalog: registries of OCI artifacts, Polaris; and what publishing allows. */
export const PLATFORM = {
  registry: {
    env: 'REGISTRY',
    default: null,
    meaning:
      'Where a manifest published without a ref belongs, e.g. `oci://registry.acme.com`: an enterprise manifest gets `{REGISTRY}/enterprise-platform:v{version}`, a domain manifest `{REGISTRY}/domains/{domain}-platform:v{version}`.',
    read: ociBase,
  },
  registries: {
    env: 'REGISTRIES',
    default: null,
    meaning:
      'The registries that a parent is pulled from which the catalog does not know (docs/platform.md), with commas between them: `registry.acme.com`, `registry.acme.com/platforms` for its repositories below that, `http://registry.internal:5000` for one without TLS. None: no registry is asked.',
    read: allowedRegistries,
  },
  dockerConfig: {
    env: 'DOCKER_CONFIG',
    default: null,
    meaning:
      'The folder of the config.json that `docker login` writes: what the registries of `REGISTRIES` are told of who asks. None: `.docker` of the home folder.',
    read: text,
  },
  polarisUrl: {
    env: 'POLARIS_URL',
    default: null,
    meaning:
      'The Apache Polaris that `catalogDrift` compares with (docs/platform.md): `https://polaris.acme.com`, or `http://` where it speaks no TLS. Asks for `POLARIS_CATALOG` and for who asks. None: no Polaris is asked.',
    read: httpUrl,
  },
  polarisCatalog: {
    env: 'POLARIS_CATALOG',
    default: null,
    meaning: 'Which catalog of that Polaris.',
    read: text,
  },
  polarisClientId: {
    env: 'POLARIS_CLIENT_ID',
    default: null,
    meaning: 'Who asks Polaris (OAuth 2, client credentials). To read what is there is all that it has to be allowed.',
    read: text,
  },
  polarisClientSecret: {
    env: 'POLARIS_CLIENT_SECRET',
    default: null,
    meaning: 'Its secret.',
    read: text,
    secret: true,
  },
  polarisScope: {
    env: 'POLARIS_SCOPE',
    default: null,
    meaning: 'The scope that its tokens are had for. None: `PRINCIPAL_ROLE:ALL`.',
    read: text,
  },
  polarisTokenUrl: {
    env: 'POLARIS_TOKEN_URL',
    default: null,
    meaning: 'Where its tokens are had. None: of Polaris itself.',
    read: httpUrl,
  },
  polarisToken: {
    env: 'POLARIS_TOKEN',
    default: null,
    meaning: 'Or a token that was had elsewhere, in place of `POLARIS_CLIENT_ID` and its secret.',
    read: text,
    secret: true,
  },
  forcedPublish: {
    env: 'FORCED_PUBLISH',
    default: 'allow',
    meaning:
      'Whether a breaking change may be published before its notice has ended, with a reason that is kept and shown: `allow` or `refuse`.',
    read: oneOf(['allow', 'refuse']),
  },
} as const satisfies Record<string, Option<unknown>>;
