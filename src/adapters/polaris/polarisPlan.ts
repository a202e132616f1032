import type { Wanted, WantedGrant } from '../../compiler/deployment/wanted.js';
import type { Change, Plan, PlanOptions, Waiting } from '../deploy/deployment.js';
import { partsOf, type Held } from './held.js';
import { privilegesOf, wordOf } from './privileges.js';
import { calledOf, dotted, joined, placeOf, type Securable } from './securable.js';

/** A change of a Polaris, with what it does. */
export interface PolarisChange extends Change {
  readonly does:
    | { readonly what: 'namespace'; readonly parts: readonly string[] }
    | { readonly what: 'role'; readonly role: string }
    | {
        readonly what: 'privileges';
        readonly role: string;
        readonly on: Securable;
        readonly privileges: readonly string[];
      };
}

/** The privileges of one role on one thing. */
interface Place {
  readonly role: string;
  readonly on: Securable;
  readonly privileges: readonly string[];
}

const listed = (privileges: readonly string[]): string => [...privileges].sort().join(', ');

function securableOf({ namespace, table }: WantedGrant): Securable {
  return { type: table === null ? 'namespace' : 'table', namespace: partsOf(namespace), name: table };
}

function privilegesWanted({ table, access }: WantedGrant): readonly string[] {
  return privilegesOf(table === null ? 'namespace' : 'table', access);
}

const grantPath = (role: string, on: Securable): string => `grant ${role} on ${calledOf(on)}`;

/** What the roles hold, together by role and thing. */
function placesHeld({ roles }: Held): Map<string, Place & { privileges: string[] }> {
  const places = new Map<string, Place & { privileges: string[] }>();
  for (const [role, grants] of roles)
    for (const { privilege, ...on } of grants) {
      const key = placeOf(role, on);
      const place = places.get(key) ?? { role, on, privileges: [] };
      if (!place.privileges.includes(privilege)) place.privileges.push(privilege);
      places.set(key, place);
    }
  return places;
}

/** Namespaces that are missing, parents first, and those that lie among ours and are nobody's. */
function namespaceChanges({ namespaces }: Wanted, held: Held): PolarisChange[] {
  const ours = new Set(namespaces.map((path) => joined(partsOf(path))));
  const missing = namespaces.map(partsOf).filter((parts) => !held.namespaces.has(joined(parts)));
  const foreign = [...held.namespaces.values()].filter((parts) => parts.length > 1 && !ours.has(joined(parts)));
  const changeOf =
    (kind: 'ADD' | 'FOREIGN') =>
    (parts: readonly string[]): PolarisChange => {
      const [expected, found] = kind === 'ADD' ? [dotted(parts), null] : [null, dotted(parts)];
      return { path: `namespace ${dotted(parts)}`, kind, expected, found, does: { what: 'namespace', parts } };
    };
  return [...missing.map(changeOf('ADD')), ...foreign.map(changeOf('FOREIGN'))];
}

function roleChanges({ grants }: Wanted, { roles }: Held): PolarisChange[] {
  return [...new Set(grants.map(({ role }) => role))]
    .filter((role) => !roles.has(role))
    .map((role) => ({
      path: `role ${role}`,
      kind: 'ADD',
      expected: role,
      found: null,
      does: { what: 'role', role },
    }));
}

/** What a grant lacks; null where it stands whole. */
function grantChange(grant: WantedGrant, held: ReadonlyMap<string, Place>): PolarisChange | null {
  const { role, access } = grant;
  const on = securableOf(grant);
  const wanted = privilegesWanted(grant);
  const has = (held.get(placeOf(role, on))?.privileges ?? []).filter((each) => wanted.includes(each));
  const privileges = wanted.filter((each) => !has.includes(each));
  if (privileges.length === 0) return null;
  return {
    path: grantPath(role, on),
    kind: has.length === 0 ? 'ADD' : 'CHANGE',
    expected: wordOf(access),
    found: has.length === 0 ? null : listed(has),
    does: { what: 'privileges', role, on, privileges },
  };
}

/** Whether a thing is one that what is asked for speaks of: a namespace of ours and all in it, the catalog for roles of ours. */
function isOurs({ role, on }: Place, { domain }: Wanted, namespaces: ReadonlySet<string>, roles: ReadonlySet<string>) {
  if (on.type === 'catalog') return domain === null && roles.has(role);
  return on.namespace.some((_, index) => namespaces.has(joined(on.namespace.slice(0, index + 1))));
}

/** What roles hold on what is ours and nobody asked for. */
function foreignGrants(wanted: Wanted, held: ReadonlyMap<string, Place>, { prune }: PlanOptions): PolarisChange[] {
  const namespaces = new Set(wanted.namespaces.map((path) => joined(partsOf(path))));
  const roles = new Set(wanted.grants.map(({ role }) => role));
  const asked = new Map(
    wanted.grants.map((grant) => [placeOf(grant.role, securableOf(grant)), privilegesWanted(grant)]),
  );
  return [...held].flatMap(([key, place]): PolarisChange[] => {
    if (!isOurs(place, wanted, namespaces, roles)) return [];
    const { role, on } = place;
    const privileges = place.privileges.filter((each) => !asked.get(key)?.includes(each));
    if (privileges.length === 0) return [];
    return [
      {
        path: grantPath(role, on),
        kind: prune ? 'REVOKE' : 'FOREIGN',
        expected: null,
        found: listed(privileges),
        does: { what: 'privileges', role, on, privileges },
      },
    ];
  });
}

/**
 * Compares what is asked for with what a catalog holds: namespaces, then roles, then grants, then what is foreign. A grant
 * on a table that is not there waits for it. Namespaces are never taken away: data may lie in them.
 */
export function polarisPlan(wanted: Wanted, held: Held, options: PlanOptions): Plan<PolarisChange> {
  const places = placesHeld(held);
  const isWaiting = ({ namespace, table }: WantedGrant): boolean =>
    table !== null && !held.tables.has(joined([...partsOf(namespace), table]));
  const waiting = wanted.grants.filter(isWaiting).map((grant): Waiting => {
    const on = securableOf(grant);
    return { path: grantPath(grant.role, on), expected: wordOf(grant.access), until: `there is the ${calledOf(on)}` };
  });
  const changes = [
    ...namespaceChanges(wanted, held),
    ...roleChanges(wanted, held),
    ...wanted.grants.flatMap((grant) => (isWaiting(grant) ? [] : (grantChange(grant, places) ?? []))),
    ...foreignGrants(wanted, places, options),
  ];
  return { changes, waiting };
}
