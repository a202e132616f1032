import type { CompiledOwner } from '../compiler/artifact.js';

export type PrincipalKind = 'anonymous' | 'user' | 'token';

/**
 * What a principal may do beyond its domains: a person by the role of this name, a machine by the scope. `platform`: what
 * the platform team may; `force`: to break contracts before their notice has ended; `monitor`: to record observations of
 * ports of others; `audit`: to read the audit log.
 */
export const RIGHTS = ['platform', 'force', 'monitor', 'audit'] as const;
export type Right = (typeof RIGHTS)[number];

/** What an API token may be made for: the rights, and what a machine of a domain does for it. `read` alone gives nothing more. */
export const SCOPES = ['read', 'compile', 'publish', 'acknowledge', 'tokens', ...RIGHTS] as const;
export type Scope = (typeof SCOPES)[number];

/** Who is asking, whatever the way in which it has shown that. */
export interface Principal {
  readonly kind: PrincipalKind;
  /** As the feed and the audit log name it; null where nobody said. */
  readonly name: string | null;
  /** An address that its provider stands for; null where it has none. */
  readonly email: string | null;
  /** The domains that it speaks for. */
  readonly domains: readonly string[];
  /** The teams that it is of, as manifests and products name them (`owner.team`). */
  readonly teams: readonly string[];
  /** Of a person: roles that grants name, and rights. */
  readonly roles: readonly string[];
  /** Of a machine. */
  readonly scopes: readonly string[];
}

export const ANONYMOUS: Principal = {
  kind: 'anonymous',
  name: null,
  email: null,
  domains: [],
  teams: [],
  roles: [],
  scopes: [],
};

/** Whether it has a right: as a role where it is a person, as a scope where it is a machine. */
export const holds = ({ kind, roles, scopes }: Principal, right: Right): boolean =>
  (kind === 'token' ? scopes : roles).includes(right);

/** Who has the same key may see the same: all that `seeDetails` goes by, in one text. */
export const sightKey = ({ kind, email, domains, teams, roles, scopes }: Principal): string =>
  JSON.stringify([kind, email, ...[domains, teams, roles, scopes].map((each) => [...each].sort())]);

const same = (a: string | null, b: string | null): boolean => a !== null && a.toLowerCase() === b?.toLowerCase();

/** Whether it is one of these owners: by its email or by a team that it is of. */
export const isAmong = (
  { email, teams }: Principal,
  owners: readonly Pick<CompiledOwner, 'team' | 'email'>[],
): boolean => owners.some((owner) => same(email, owner.email) || (owner.team !== null && teams.includes(owner.team)));
