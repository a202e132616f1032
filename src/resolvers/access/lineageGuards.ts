import { compareText } from '../../compiler/values/compareText.js';
import type { Context } from '../../context.js';
import { decodeCursor, encodeCursor } from '../../entities/cursor.js';
import type { MadeOf } from '../../entities/reads/lineageRoots.js';
import type { Kept } from '../../entities/rows/products/keptProduct.js';
import type { Level } from '../../lineage/edge.js';
import { edgesFrom } from '../../lineage/parts.js';
import type { PageInfo } from '../../schema/types/common/PageInfo.js';
import type { LineageGraph } from '../../schema/types/graph/Lineage.js';
import { lineageGraph, reachOf, unknownRoot, type LineageRequest } from '../fields/lineageGraph.js';
import { pastLineage, presentLineage } from '../fields/lineageSource.js';
import { pastInstant } from '../world/world.js';
import { isColumn, ownerSeen } from './details.js';
import { mustSee, type Guard, type Resolve } from './guard.js';

type Edges = LineageGraph['edges'];

/** A lineage graph as its guards are given it: which columns it may name goes by the level and the moment it was asked for. */
interface Asked {
  readonly root: Kept & { readonly fqn: string };
  readonly level: Level;
  readonly request: Omit<LineageRequest, 'parts'>;
}

/** The names in a part of a lineage graph, by field: those of columns that may not be seen are left out. */
const NAMES: Readonly<Record<string, (each: never) => readonly string[]>> = {
  cycles: (cycle: readonly string[]) => cycle,
  edges: ({ from, to }: Edges[number]) => [from, to],
  frontier: (fqn: string) => [fqn],
  nodes: ({ fqn }: LineageGraph['nodes'][number]) => [fqn],
};

/** The last name of all that begin with the same owner. */
const LAST = '\uffff';

/** At level COLUMN, a column of a source outside the mesh: `source:raw/orders/email`. */
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

/** The edges to what is made of these columns at once. */
async function madeOf(columns: readonly string[], { asOf }: Kept, context: Context): Promise<readonly MadeOf[]> {
  if (asOf) return columns.length === 0 ? [] : edgesFrom(await context.lineageAsOf(asOf, 'column'), columns, 'column');
  return (await Promise.all(columns.map((fqn) => context.loaders.columnsMadeOf.load(fqn)))).flat();
}

/** Which columns may not be seen; a source's is seen where a column is seen that is made of it, on whichever page. */
async function hiding(names: readonly string[], moment: Kept, context: Context): Promise<Hides> {
  const made = await madeOf([...new Set(names.filter(isOfSource))], moment, context);
  const hides = await hidingColumns([...names, ...made.map(({ to }) => to)], context);
  const told = new Set(made.flatMap(({ from, to }) => (isColumn(to) && !hides(to) ? [from] : [])));
  return (fqn) => (isOfSource(fqn) ? !told.has(fqn) : hides(fqn));
}

const partGuard =
  (field: string): Guard =>
  async (_sight, resolve, graph, _args, context) => {
    const parts = (await resolve()) as readonly never[];
    const { root, level } = graph as Asked;
    if (level !== 'column') return parts;
    const namesOf = NAMES[field] as (each: never) => readonly string[];
    const hides = await hiding(parts.flatMap(namesOf), root, context);
    return parts.filter((each) => !namesOf(each).some((fqn) => hides(fqn) && fqn !== root.fqn));
  };

/** The place in a walk that a cursor names; null for what is none: that is told elsewhere. */
function placeIn(cursor: unknown): readonly [number, string] | null {
  try {
    return decodeCursor(String(cursor), ['number', 'text']) as [number, string];
  } catch {
    return null;
  }
}

/** A text between all that come before this one, by code units, and itself. */
function justBefore(text: string): string {
  const last = [...text].at(-1) ?? '';
  const point = last.codePointAt(0) ?? 0;
  // By code units all beyond U+FFFF stand between U+D7FF and U+E000.
  const before = point === 0x10000 ? 0xd7ff : point === 0xe000 ? 0x10ffff : point - 1;
  return text.slice(0, -last.length) + String.fromCodePoint(before) + LAST;
}

/**
 * The place of a column that may not be seen, told without it: of a port's or a model's, the end of all columns of its owner,
 * for none is seen; of a source's, the place before the next that is. Neither what it says nor what follows it tells which there are.
 */
async function placeInstead(fqn: string, moment: Kept, context: Context): Promise<string> {
  const owner = ownerOf(fqn);
  const end = `${owner}/${LAST}`;
  if (!isOfSource(fqn)) return end;
  const { columnsOf } = moment.asOf ? pastLineage(moment.asOf, context) : presentLineage(context);
  const later = [...(await columnsOf(owner))].filter((each) => each > fqn).sort(compareText);
  const hides = await hiding(later, moment, context);
  const next = later.find((each) => !hides(each));
  return next === undefined ? end : justBefore(next);
}

async function placeShown<C>(
  cursor: C,
  { root, level }: Omit<Asked, 'request'>,
  context: Context,
): Promise<C | string> {
  const place = cursor == null || level !== 'column' ? null : placeIn(cursor);
  if (!place) return cursor;
  const [depth, fqn] = place;
  const hides = await hiding([fqn], root, context);
  return hides(fqn) ? encodeCursor([depth, await placeInstead(fqn, root, context)]) : cursor;
}

const pageGuard: Guard = async (_sight, resolve, root, _args, context) => {
  const page = (await resolve()) as PageInfo;
  const graph = root as Asked;
  const [startCursor, endCursor] = await Promise.all([
    placeShown(page.startCursor, graph, context),
    placeShown(page.endCursor, graph, context),
  ]);
  return { ...page, startCursor, endCursor };
};

/** How many nodes there are, but for the columns that may not be seen. */
const totalGuard: Guard = async (_sight, resolve, graph, _args, context) => {
  const { root, level, request } = graph as Asked;
  if (level !== 'column') return resolve();
  const whole = { ...request, first: null, after: null, parts: new Set(['nodes'] as const) };
  const names = (await lineageGraph(context, whole)).nodes.map(({ fqn }) => fqn);
  const hides = await hiding(names, root, context);
  return names.filter((fqn) => fqn === root.fqn || !hides(fqn)).length;
};

/**
 * A column of a source that may not be seen is told of as one that is not there. Throws CatalogError NOT_FOUND for both, with
 * near matches, which name no columns. What may be seen today may be asked for as of an instant when it was not yet there.
 */
async function mustStand(of: string, moment: Kept, context: Context): Promise<void> {
  if (!isOfSource(of)) return;
  const { kindOf } = moment.asOf ? pastLineage(moment.asOf, context) : presentLineage(context);
  const kind = await kindOf(of);
  if (kind !== undefined && kind !== 'column') return;
  for (const at of [moment, {}]) if (!(await hiding([of], at, context))(of)) return;
  throw await unknownRoot(of, context);
}

/** The lineage of columns is for those who may see what it is asked of. */
export const lineageGuard =
  (original: Resolve): Guard =>
  async (sight, _resolve, root, args, context, info) => {
    const request = args as unknown as Asked['request'];
    const { level, of, after, asOf } = request;
    const asksColumns = isColumn(of) || (level === 'column' && !of.startsWith('source:'));
    if (asksColumns) mustSee(await ownerSeen(of, { sight, loaders: context.loaders }));
    const moment = asOf == null ? {} : { asOf: pastInstant(asOf, context) };
    await mustStand(of, moment, context);
    const from = await placeShown(after, { root: { fqn: of, ...moment }, level }, context);
    const graph = (await original(root, { ...args, after: from }, context, info)) as object;
    return { ...graph, level, request };
  };

/**
 * How much is reached from a column is told to those who may see it, and of what they may see. Throws CatalogError FORBIDDEN or
 * UNAUTHENTICATED to others, NOT_FOUND of a column of a source.
 */
const reachGuard: Guard = async (sight, _resolve, _root, args, context) => {
  const { of, direction } = args as unknown as Pick<LineageRequest, 'of' | 'direction'>;
  if (isColumn(of)) mustSee(await ownerSeen(of, { sight, loaders: context.loaders }));
  await mustStand(of, {}, context);
  const seeing = async (columns: readonly string[]): Promise<Hides> => {
    const hides = await hiding(columns, {}, context);
    return (fqn) => !hides(fqn);
  };
  return reachOf(context, { of, direction, seeing });
};

/** What a lineage graph answers, by `Type.field`. */
export const LINEAGE_GUARDS: Readonly<Record<string, Guard>> = {
  ...Object.fromEntries(Object.keys(NAMES).map((field) => [`LineageGraph.${field}`, partGuard(field)])),
  'LineageGraph.pageInfo': pageGuard,
  'LineageGraph.totalNodes': totalGuard,
  'Query.reach': reachGuard,
};
