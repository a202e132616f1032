import type { JWTPayload } from 'jose';
import { SCOPES, type Principal } from '../access/Principal.js';
import type { ClaimMapping, ClaimRule } from '../access/claimRules.js';

/** Where the parts of a principal are found among the claims of a token. */
export interface ClaimNames {
  readonly name: string;
  readonly email: string;
  readonly domains: string;
  readonly teams: string;
  readonly roles: string;
}

/** A claim by its path: `realm_access.roles`; one whose name has dots of its own is found first. */
function claimAt(claims: JWTPayload, path: string): unknown {
  if (path in claims) return claims[path];
  return path.split('.').reduce<unknown>((value, key) => {
    const inside = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
    return Object.hasOwn(inside, key) ? inside[key] : undefined;
  }, claims);
}

/** A list, or one text with spaces between: both are used for groups and scopes. */
function textsAt(claims: JWTPayload, path: string): string[] {
  const value = claimAt(claims, path);
  if (typeof value === 'string') return value.split(/\s+/).filter(Boolean);
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}

function textAt(claims: JWTPayload, path: string): string | null {
  const value = claimAt(claims, path);
  return typeof value === 'string' && value !== '' ? value : null;
}

const unique = (values: readonly string[]): string[] => [...new Set(values)];

/** A machine comes in its own name: its token is about the client that asked for it (RFC 9068, 2.2). */
const isMachine = (claims: JWTPayload): boolean => {
  const client = claims['client_id'] ?? claims['azp'];
  return typeof client === 'string' && client === claims.sub;
};

/** Who a token's claims say that this is. An address that its provider says it has not verified is none. */
export function principalOfClaims(claims: JWTPayload, names: ClaimNames, mapping: ClaimMapping): Principal {
  const applying = mapping.filter(({ claim, value }) => textsAt(claims, claim).includes(value));
  const mapped = (kind: ClaimRule['kind']): string[] =>
    applying.filter((each) => each.kind === kind).map((each) => each.name);
  const machine = isMachine(claims);
  const roles = unique([...textsAt(claims, names.roles), ...mapped('role')]);
  const scopes = [...textsAt(claims, 'scope'), ...roles].filter((each) => SCOPES.some((scope) => scope === each));
  return {
    kind: machine ? 'token' : 'user',
    name: textAt(claims, names.name) ?? textAt(claims, 'preferred_username') ?? claims.sub ?? null,
    email: machine || claims['email_verified'] === false ? null : textAt(claims, names.email),
    domains: unique([...textsAt(claims, names.domains), ...mapped('domain')]),
    teams: machine ? [] : unique([...textsAt(claims, names.teams), ...mapped('team')]),
    roles,
    scopes: machine ? unique(scopes) : [],
  };
}
