import { lookup } from 'node:dns/promises';
import path from 'node:path';
import type { ManifestRegistries, Pulling } from '../actions/kit/needs.js';
import { notPublic } from '../actions/kit/publicAddress.js';
import { dockerCredentials } from './oci/dockerConfig.js';
import { headManifest } from './oci/manifests.js';
import { pullManifest } from './oci/artifacts/manifestArtifact.js';
import { OciError } from './oci/OciError.js';
import { parseReference, type Reference } from './oci/reference.js';
import { isOnThisMachine } from './oci/registriesOf.js';
import { Repository, type Registries } from './oci/Repository.js';
import { exactReference } from './oci/tags.js';

/** One of the registries of `REGISTRIES`. */
interface Allowed {
  readonly host: string;
  readonly path: string;
  readonly plainHttp: boolean;
}

/** Who publishes waits for it. */
const LIMIT_MS = 10_000;
const LONGEST_NAME = 255;

/** Why an address that an allowed registry sends us to is not asked: it is neither such a registry nor public. */
async function refusalOf(url: URL, allowed: readonly Allowed[]): Promise<string | null> {
  if (allowed.some(({ host }) => host === url.host)) return null;
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  try {
    const addresses = await lookup(host, { all: true });
    const [why = null] = addresses.flatMap(({ address }) => notPublic(address) ?? []);
    return why && `${why}, and REGISTRIES does not name it`;
  } catch {
    return 'it has no address';
  }
}

function referenceOf(ref: string): Reference | null {
  try {
    return parseReference(ref);
  } catch (error) {
    if (error instanceof OciError) return null;
    throw error;
  }
}

const isWithin = ({ host, repository }: Reference, allowed: Allowed): boolean =>
  allowed.host === host && (allowed.path === '' || `${repository}/`.startsWith(`${allowed.path}/`));

/** The registries that a catalog may pull manifests from; null for none. */
export function allowedRegistries(allowed: readonly Allowed[], dockerConfig: string | null): ManifestRegistries | null {
  if (allowed.length === 0) return null;
  const env = dockerConfig === null ? {} : { DOCKER_CONFIG: dockerConfig };
  const registries: Registries = {
    credentials: (host, repository) => dockerCredentials(env, host, repository),
    plainHttp: (host) => isOnThisMachine(host) || allowed.some((each) => each.host === host && each.plainHttp),
    refusal: (url) => refusalOf(url, allowed),
    limitMs: LIMIT_MS,
  };
  return {
    allows: (ref) => {
      const reference = referenceOf(ref);
      return reference?.tag != null && reference.digest === null && allowed.some((each) => isWithin(reference, each));
    },
    pull: async (ref): Promise<Pulling> => {
      try {
        const exact = await exactReference(registries, parseReference(ref));
        const { digest, source, title } = await pullManifest(registries, exact.text);
        const file = path.posix.basename(title ?? '').slice(0, LONGEST_NAME) || 'manifest.yaml';
        return { manifest: { ref: exact.text, artifactDigest: digest, source, file } };
      } catch (error) {
        if (error instanceof OciError) return { problem: error.message };
        throw error;
      }
    },
    digestOf: async (ref) => {
      try {
        const reference = parseReference(ref);
        return await headManifest(new Repository(reference, registries, 'pull'), reference.tag ?? '');
      } catch (error) {
        if (error instanceof OciError) return null;
        throw error;
      }
    },
  };
}
