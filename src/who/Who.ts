import { ANONYMOUS } from '../access/Principal.js';
import type { Config } from '../config/config.js';
import type { Database } from '../entities/database.js';
import { apiTokens, bootstrapToken } from './apiTokens.js';
import { refused, type Authenticator, type Identity } from './Identity.js';
import { oidc } from './oidc.js';

interface Parts {
  readonly config: Config;
  readonly db: Database;
  readonly clock: { now(): Date };
  /** Hears of what went wrong beside a request. */
  readonly onError: (error: unknown) => void;
}

const NOBODY: Identity = { principal: ANONYMOUS, expiresAt: null };
/** The longest credentials that are looked at, in characters. */
const LONGEST = 16_384;

/** Turns the credentials of a request into who is asking. */
export interface Who {
  /** Whether nobody is asked, and everybody may do everything (AUTH=none). */
  readonly open: boolean;
  /** Whether who does not say who he is may read. */
  readonly anonymous: boolean;
  /**
   * Who comes with this value of the header `Authorization`. Throws CatalogError UNAUTHENTICATED for credentials that do not
   * hold, UNAVAILABLE where that cannot be told now.
   */
  identify(authorization: string | undefined): Promise<Identity>;
  /** What the catalog says of itself as a protected resource (RFC 9728): its name at the provider, and which that is; null without one. */
  readonly resource: object | null;
  /** The time by which credentials expire, in milliseconds since 1970. */
  now(): number;
}

/** The authenticators of a configuration, in the order in which they are asked. */
function authenticators({ config, db, clock, onError }: Parts): Authenticator[] {
  const { auth, bootstrapToken: secret, oidcIssuer: issuer, oidcAudience: audience } = config;
  const known = [...(secret === null ? [] : [bootstrapToken(secret)]), apiTokens({ db, clock, onError })];
  if (auth !== 'oidc' || issuer === null || audience === null) return known;
  const options = {
    issuer,
    audience,
    algorithms: config.oidcAlgorithms,
    clockSkewSeconds: config.oidcClockSkewSeconds,
    jwksUrl: config.oidcJwksUrl,
    claims: {
      name: config.oidcNameClaim,
      email: config.oidcEmailClaim,
      domains: config.oidcDomainsClaim,
      teams: config.oidcTeamsClaim,
      roles: config.oidcRolesClaim,
    },
    mapping: config.oidcMapping ?? [],
  };
  return [...known, oidc(options, clock)];
}

const resourceOf = ({ auth, oidcIssuer, oidcAudience: resource }: Config): object | null =>
  auth === 'oidc' ? { resource, authorization_servers: [oidcIssuer], bearer_methods_supported: ['header'] } : null;

export function createWho(parts: Parts): Who {
  const { auth, anonymous } = parts.config;
  const now = (): number => parts.clock.now().getTime();
  if (auth === 'none') return { open: true, anonymous: true, resource: null, identify: async () => NOBODY, now };
  const asked = authenticators(parts);
  return {
    open: false,
    anonymous: anonymous === 'read',
    now,
    resource: resourceOf(parts.config),
    identify: async (authorization) => {
      if (authorization === undefined || authorization.trim() === '') return NOBODY;
      const [, credentials = ''] = /^Bearer +(\S+)$/i.exec(authorization.trim()) ?? [];
      if (credentials === '' || credentials.length > LONGEST)
        throw refused('The header Authorization is not understood: expected `Bearer` and a token.');
      for (const authenticate of asked) {
        const identity = await authenticate(credentials);
        if (identity) return identity;
      }
      throw refused('The token is none that is known here.');
    },
  };
}
