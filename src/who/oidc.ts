import { createHash } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { CatalogError } from '../errors.js';
import { principalOfClaims, type ClaimNames } from './claims.js';
import type { ClaimMapping } from '../access/claimRules.js';
import { refused, type Authenticator, type Identity } from './Identity.js';

export interface OidcOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
  readonly clockSkewSeconds: number;
  /** Where the keys are; null: where the issuer's discovery document says. */
  readonly jwksUrl: string | null;
  readonly claims: ClaimNames;
  readonly mapping: ClaimMapping;
}

/** How long keys are used before they are fetched again; one that is not among them is looked for at once. */
const KEYS_MS = 10 * 60_000;
/** How soon they may be fetched again for a key that is not among them. */
const COOLDOWN_MS = 2_000;
const FETCH_MS = 5_000;
/** How long a signature that was verified is not verified again, and for how many tokens. */
const VERIFIED_MS = 60_000;
const VERIFIED = 2_000;

const away = (what: string, error: unknown): CatalogError =>
  Object.assign(new CatalogError('UNAVAILABLE', `${what} cannot be read, so nobody can be signed in now: try again.`), {
    cause: error,
  });

/** Asks the issuer where its keys are, once it has answered. */
function discovery({ issuer, jwksUrl }: OidcOptions): () => Promise<URL> {
  let known: URL | null = jwksUrl === null ? null : new URL(jwksUrl);
  return async () => {
    if (known) return known;
    const place = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const signal = AbortSignal.timeout(FETCH_MS);
    const response = await fetch(place, { signal, redirect: 'error' }).catch((error: unknown) => {
      throw away(place, error);
    });
    const document = (await response.json().catch(() => null)) as { issuer?: unknown; jwks_uri?: unknown } | null;
    if (!response.ok || typeof document?.jwks_uri !== 'string') throw away(place, `status ${response.status}`);
    if (document.issuer !== issuer) throw away(place, `it is of the issuer ${String(document.issuer)}`);
    return (known = new URL(document.jwks_uri));
  };
}

/** The keys of the issuer: kept, and fetched again when they are old or a token names one that is not among them. */
function keysOf(options: OidcOptions): JWTVerifyGetKey {
  const place = discovery(options);
  let keys: JWTVerifyGetKey | undefined;
  return async (header, token) => {
    keys ??= createRemoteJWKSet(await place(), {
      cacheMaxAge: KEYS_MS,
      cooldownDuration: COOLDOWN_MS,
      timeoutDuration: FETCH_MS,
    });
    return keys(header, token);
  };
}

const WHY: Readonly<Record<string, string>> = {
  ERR_JWT_EXPIRED: 'it has expired',
  ERR_JWKS_NO_MATCHING_KEY: 'it is signed with no key of the issuer',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'its signature is not right',
  ERR_JOSE_ALG_NOT_ALLOWED: 'its algorithm is not allowed here (OIDC_ALGORITHMS)',
};

/** Why a token does not hold, without a word of what is in it. */
function whyNot(error: unknown): CatalogError {
  if (error instanceof CatalogError) return error;
  if (error instanceof errors.JWTClaimValidationFailed)
    return refused(`The token is refused: its claim "${error.claim}" is not what is expected here.`);
  if (error instanceof errors.JWKSTimeout) return away('The keys of the issuer', error);
  if (!(error instanceof errors.JOSEError)) return away('The keys of the issuer', error);
  if (error.code === 'ERR_JOSE_GENERIC') return away('The keys of the issuer', error);
  return refused(`The token is refused: ${WHY[error.code] ?? 'it is no JSON Web Token that can be verified'}.`);
}

/** What was verified lately, by the hash of the token. */
class Verified {
  private readonly kept = new Map<string, { readonly identity: Identity; readonly until: number }>();

  get(key: string, now: number): Identity | null {
    const found = this.kept.get(key);
    return found && now < found.until ? found.identity : null;
  }

  set(key: string, identity: Identity, now: number): void {
    if (this.kept.size >= VERIFIED)
      for (const oldest of [...this.kept.keys()].slice(0, VERIFIED / 10)) this.kept.delete(oldest);
    this.kept.set(key, { identity, until: Math.min(identity.expiresAt ?? Infinity, now + VERIFIED_MS) });
  }
}

/**
 * Bearer tokens of an OpenID Connect provider (RFC 6750, RFC 7519, RFC 9068): signed by a key of the issuer with an allowed
 * algorithm, for this audience, in their time, and with an end.
 */
export function oidc(options: OidcOptions, clock: { now(): Date }): Authenticator {
  const keys = keysOf(options);
  const verified = new Verified();
  const { issuer, audience, algorithms, clockSkewSeconds, claims, mapping } = options;
  return async (credentials) => {
    if (!isJwt(credentials)) return null;
    const now = clock.now();
    const key = createHash('sha256').update(credentials).digest('base64url');
    const known = verified.get(key, now.getTime());
    if (known) return known;
    const { payload } = await jwtVerify(credentials, keys, {
      issuer,
      audience,
      algorithms: [...algorithms],
      clockTolerance: clockSkewSeconds,
      requiredClaims: ['exp', 'sub'],
      currentDate: now,
    }).catch((error: unknown) => {
      throw whyNot(error);
    });
    const expiresAt = ((payload.exp ?? 0) + clockSkewSeconds) * 1_000;
    const identity: Identity = { principal: principalOfClaims(payload, claims, mapping), expiresAt };
    verified.set(key, identity, now.getTime());
    return identity;
  };
}

function isJwt(text: string): boolean {
  try {
    decodeJwt(text);
    return true;
  } catch {
    return false;
  }
}
