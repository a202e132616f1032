import type { Wanted } from '../../compiler/deployment/wanted.js';
import { inParallel } from '../deploy/inParallel.js';
import { grantsOf, namespacesIn, rolesIn, tablesIn, type HeldGrant } from './lists.js';
import type { PolarisClient } from './PolarisClient.js';
import { joined } from './securable.js';

/** How many requests are made at once. */
export const AT_ONCE = 8;

/** What a catalog holds of what is asked for, and beside it. */
export interface Held {
  /** By their parts joined: those that are asked for, and what lies beside them. */
  readonly namespaces: ReadonlyMap<string, readonly string[]>;
  /** Every catalog role with all that it holds. */
  readonly roles: ReadonlyMap<string, readonly HeldGrant[]>;
  /** The tables that are there of those which grants are asked for, their parts joined. */
  readonly tables: ReadonlySet<string>;
}

/** The parts of a path of ours: no name of a document has a dot in it. */
export const partsOf = (path: string): string[] => path.split('.');

/** The namespaces that others of ours lie in, by how deep they are. */
function parentsByDepth(paths: readonly string[]): string[][][] {
  const depths: Map<string, string[]>[] = [];
  for (const path of paths) {
    const parent = partsOf(path).slice(0, -1);
    (depths[parent.length] ??= new Map()).set(joined(parent), parent);
  }
  return depths.map((each) => [...each.values()]);
}

/** Level by level: nothing is asked of what is not there. */
async function heldNamespaces(
  client: PolarisClient,
  prefix: string,
  { namespaces }: Wanted,
): Promise<Map<string, readonly string[]>> {
  const held = new Map<string, readonly string[]>();
  for (const parents of parentsByDepth(namespaces)) {
    const there = parents.filter((parent) => parent.length === 0 || held.has(joined(parent)));
    const lists = await inParallel(there, AT_ONCE, (parent) => namespacesIn(client, prefix, parent));
    for (const namespace of lists.flat()) held.set(joined(namespace), namespace);
  }
  return held;
}

async function heldTables(
  client: PolarisClient,
  prefix: string,
  { grants }: Wanted,
  namespaces: ReadonlyMap<string, unknown>,
): Promise<Set<string>> {
  const asked = [...new Set(grants.flatMap(({ table, namespace }) => (table === null ? [] : [namespace])))]
    .map(partsOf)
    .filter((parts) => namespaces.has(joined(parts)));
  const lists = await inParallel(asked, AT_ONCE, async (parts) => {
    const names = await tablesIn(client, prefix, parts);
    return names.map((name) => joined([...parts, name]));
  });
  return new Set(lists.flat());
}

/** Reads what a catalog holds, each list once. Throws SystemError. */
export async function readHeld(client: PolarisClient, prefix: string, wanted: Wanted): Promise<Held> {
  const namespaces = await heldNamespaces(client, prefix, wanted);
  const tables = await heldTables(client, prefix, wanted, namespaces);
  const names = await rolesIn(client);
  const grants = await inParallel(names, AT_ONCE, async (role) => [role, await grantsOf(client, role)] as const);
  return { namespaces, tables, roles: new Map(grants) };
}
