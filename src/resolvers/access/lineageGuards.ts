import { decodeCursor, encodeCursor } from '../../entities/cursor.js';
import type { Context } from '../../context.js';
import type { PageInfo } from '../../schema/types/common/PageInfo.js';
import type { LineageGraph } from '../../schema/types/graph/Lineage.js';
import { isColumn, ownerSeen } from './details.js';
import { mustSee, type Guard, type Resolve } from './guard.js';

type Edges = LineageGraph['edges'];

/** The names in a part of a lineage graph, by field: those of columns that may not be seen are left out. */
const NAMES: Readonly<Record<string, (each: never) => readonly string[]>> = {
  cycles: (cycle: readonly string[]) => cycle,
  edges: ({ from, to }: Edges[number]) => [from, to],
  frontier: (fqn: string) => [fqn],
  nodes: ({ fqn }: LineageGraph['nodes'][number]) => [fqn],
};

/** The last name of all that begin with the same owner. */
const LAST = '\uffff';

/** A column of a source outside the mesh: `source:raw/orders/email`. */
const isOfSource = (fqn: string): boolean => /^source:[^/]*\/[^/]*\//.test(fqn);

const ownerOf = (fqn: string): string =>
  isOfSource(fqn) ? fqn.slice(0, fqn.lastIndexOf('/')) : fqn.slice(0, fqn.indexOf('/'));

type Hides = (fqn: string) => boolean;

/** Which of these columns may not be seen: those of an owner that may not be. */
async function hidingColumns(names: readonly string[], context: Context): Promise<Hides> {
  const { sight, loaders } = context;
  if (!sight) return () => false;
  const owners = [...new Set(names.filter(isColumn).map(ownerOf))];
  const decisions = await Promise.all(owners.map(async (owner) => ownerSeen(owner, { sight, loaders })));
  const hidden = new Set(owners.filter((_, index) => !decisions[index]?.allowed));
  return (fqn) => isColumn(fqn) && hidden.has(ownerOf(fqn));
}

/** Which names of a graph may not be seen; a source's column is seen where a column is seen that is made of it. */
async function hiding(names: readonly string[], edges: Edges, context: Context): Promise<Hides> {
  const ends = names.some(isOfSource) ? edges.flatMap(({ from, to }) => [from, to]) : [];
  const hides = await hidingColumns([...names, ...ends], context);
  const told = new Set(edges.flatMap(({ from, to }) => (isColumn(to) && isOfSource(from) && !hides(to) ? [from] : [])));
  return (fqn) => (isOfSource(fqn) ? !told.has(fqn) : hides(fqn));
}

const partGuard =
  (field: string): Guard =>
  async (_sight, resolve, root, _args, context) => {
    const parts = (await resolve()) as readonly never[];
    const namesOf = NAMES[field] as (each: never) => readonly string[];
    const graph = root as LineageGraph & { readonly root: { readonly fqn: string } };
    const hides = await hiding(parts.flatMap(namesOf), graph.edges, context);
    const isRoot = (fqn: string): boolean => fqn === graph.root.fqn;
    return parts.filter((each) => !namesOf(each).some((fqn) => hides(fqn) && !isRoot(fqn)));
  };

/** The place in a walk that a cursor names; null for what is none: that is told elsewhere. */
function placeIn(cursor: unknown): readonly [number, string] | null {
  try {
    return decodeCursor(String(cursor), ['number', 'text']) as [number, string];
  } catch {
    return null;
  }
}

/**
 * A place that names a column which may not be seen, as the end of all columns of its owner at that depth: neither what it
 * says nor what follows it tells which there are.
 */
async function placeShown<C>(cursor: C, context: Context): Promise<C | string> {
  const place = cursor == null ? null : placeIn(cursor);
  if (!place) return cursor;
  const [depth, fqn] = place;
  const hides = isOfSource(fqn) ? () => true : await hidingColumns([fqn], context);
  return hides(fqn) ? encodeCursor([depth, `${ownerOf(fqn)}/${LAST}`]) : cursor;
}

const pageGuard: Guard = async (_sight, resolve, _root, _args, context) => {
  const page = (await resolve()) as PageInfo;
  const [startCursor, endCursor] = await Promise.all([
    placeShown(page.startCursor, context),
    placeShown(page.endCursor, context),
  ]);
  return { ...page, startCursor, endCursor };
};

/** The lineage of columns is for those who may see what it is asked of. */
export const lineageGuard =
  (original: Resolve): Guard =>
  async (sight, _resolve, root, args, context, info) => {
    const { level, of, after } = args;
    const fqn = String(of);
    const asksColumns = isColumn(fqn) || (level === 'column' && !fqn.startsWith('source:'));
    if (asksColumns) mustSee(await ownerSeen(fqn, { sight, loaders: context.loaders }));
    return original(root, { ...args, after: await placeShown(after, context) }, context, info);
  };

/** What a lineage graph answers, by `Type.field`. */
export const LINEAGE_GUARDS: Readonly<Record<string, Guard>> = {
  ...Object.fromEntries(Object.keys(NAMES).map((field) => [`LineageGraph.${field}`, partGuard(field)])),
  'LineageGraph.pageInfo': pageGuard,
};
