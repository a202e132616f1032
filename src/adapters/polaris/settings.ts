import { SystemError } from '../system/SystemError.js';

/** How a Polaris says who asks: by a client's credentials (OAuth 2), or a token that is had elsewhere. */
export type PolarisCredentials =
  | {
      readonly kind: 'client';
      readonly id: string;
      readonly secret: string;
      readonly scope: string;
      /** Where tokens are had; null: of Polaris itself. */
      readonly tokenUrl: string | null;
    }
  | { readonly kind: 'token'; readonly token: string };

/** One catalog of one Polaris, and who asks. */
export interface PolarisSettings {
  /** Its root, without a slash at the end: `https://polaris.acme.com`. */
  readonly url: string;
  /** The catalog in it. */
  readonly catalog: string;
  readonly credentials: PolarisCredentials;
}

type Environment = Readonly<Record<string, string | null | undefined>>;

/** The scope that stands for all roles of who asks (Polaris). */
const ALL_ROLES = 'PRINCIPAL_ROLE:ALL';

function missing(what: string, mend: string): SystemError {
  return new SystemError({ code: 'SETTING_MISSING', where: 'polaris', what, mend });
}

function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'https:' || url?.protocol === 'http:')
    return `${url.origin}${url.pathname}`.replace(/(\/api\/(catalog|management)(\/v1)?)?\/*$/, '');
  throw missing(
    `"${text.slice(0, 100)}" is no address`,
    'Write it as https://polaris.acme.com, or http:// where it speaks no TLS',
  );
}

function credentialsOf(env: Environment): PolarisCredentials {
  const { POLARIS_TOKEN: token, POLARIS_CLIENT_ID: id, POLARIS_CLIENT_SECRET: secret } = env;
  if (id && secret) {
    const { POLARIS_SCOPE: scope, POLARIS_TOKEN_URL: tokenUrl } = env;
    return { kind: 'client', id, secret, scope: scope || ALL_ROLES, tokenUrl: tokenUrl || null };
  }
  if (token) return { kind: 'token', token };
  throw missing(
    'nobody says who asks',
    'Set POLARIS_CLIENT_ID and POLARIS_CLIENT_SECRET, or POLARIS_TOKEN, in the environment',
  );
}

/**
 * The settings of an environment, an address and a catalog that are named before its own. Throws SystemError
 * SETTING_MISSING, which says what to set.
 */
export function polarisSettings(
  env: Environment,
  named: { readonly url?: string | undefined; readonly catalog?: string | undefined } = {},
): PolarisSettings {
  const url = named.url ?? env['POLARIS_URL'];
  const catalog = named.catalog ?? env['POLARIS_CATALOG'];
  if (!url) throw missing('nobody says where it is', 'Name its address: --polaris, or POLARIS_URL');
  if (!catalog) throw missing('nobody says which of its catalogs', 'Name one: --catalog, or POLARIS_CATALOG');
  return { url: addressOf(url), catalog, credentials: credentialsOf(env) };
}
