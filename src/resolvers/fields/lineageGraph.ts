import type { LineageKind } from '../../compiler/artifact.js';
import { unknownName } from '../../actions/kit/nearMatches.js';
import type { Context } from '../../context.js';
import { kindOf } from '../../entities/reads/lineageRoots.js';
import { productOfNode, type Level, type LineageEdge, type Way } from '../../lineage/edge.js';
import { countReached, namesReached, type Counts } from '../../lineage/countReached.js';
import { isTooMuch, MOST, NOTHING } from '../../lineage/page.js';
import { CatalogError } from '../../errors.js';
import { lineageAnswer, pageAsked, type LineageAnswer, type LineagePaging } from './lineageAnswer.js';
import { pastLineage, presentLineage, type LineageSource } from './lineageSource.js';
import { pastInstant } from '../world/world.js';
import { LINEAGE_KINDS, namesLike } from '../../entities/reads/search/namesLike.js';

export interface LineageRequest extends LineagePaging {
  readonly of: string;
  readonly direction: Way | 'both';
  readonly level: Level;
  readonly maxDepth?: number | null;
  readonly maxNodes?: number | null;
  readonly asOf?: string | null;
}

/** What the graph as it stands is read from. */
type Standing = Pick<Context, 'db' | 'lineage'>;

interface Root {
  readonly fqn: string;
  readonly kind: LineageKind;
}

const badInput = (message: string, details: Record<string, unknown> = {}): CatalogError =>
  new CatalogError('BAD_USER_INPUT', message, details);

function check({ level, maxDepth, maxNodes, first }: LineageRequest): Level {
  for (const [name, value] of Object.entries({ maxDepth, maxNodes, first }))
    if (value != null && value < 1) throw badInput(`${name} is ${value}: it must be at least 1.`, { argument: name });
  return level;
}

function tooMuch(): CatalogError {
  const message = `The lineage has more than the ${MOST} nodes that are given at once (how many, \`totalNodes\` alone says). Ask for it page by page (first, after), or for less of it (maxDepth, maxNodes).`;
  return new CatalogError('LIMIT_EXCEEDED', message, { allowed: MOST });
}

/** NOT_FOUND, with near matches, for a name that lineage cannot start from. */
export const unknownRoot = async (of: string, { db }: Pick<Standing, 'db'>): Promise<CatalogError> =>
  unknownName('product, port, model or source', of, await namesLike(db, of, LINEAGE_KINDS));

/** What lineage starts from: the thing itself, or at level PRODUCT the product it belongs to. */
function rootOf(of: string, kind: LineageKind, level: Level): Root {
  if (kind === 'model' && level === 'port') throw badInput(`"${of}" is a model: ask at level MODEL.`);
  if (kind === 'column' && level !== 'column') throw badInput(`"${of}" is a column: ask at level COLUMN.`);
  if (kind === 'product' && level === 'column')
    throw badInput(`"${of}" is a product: at level COLUMN ask for one of its ports, models or columns.`);
  if (level !== 'product') return { fqn: of, kind };
  const product = productOfNode(of);
  if (product === null) throw badInput(`"${of}" is a source, which belongs to no product: ask at level PORT or MODEL.`);
  return { fqn: product, kind: 'product' };
}

/** What has columns flows through each of them. */
async function ownColumns(source: LineageSource, root: Root): Promise<LineageEdge[]> {
  if (root.kind === 'column') return [];
  return (await source.columnsOf(root.fqn)).flatMap((fqn): LineageEdge[] => [
    { from: root.fqn, fromKind: root.kind, to: fqn, toKind: 'column', how: null },
    { from: fqn, fromKind: 'column', to: root.fqn, toKind: root.kind, how: null },
  ]);
}

/** A product at a finer level flows through its own ports: out of its output ports, in by its input ports. */
async function ownEdges(source: LineageSource, root: Root, level: Level): Promise<LineageEdge[]> {
  if (level === 'column') return ownColumns(source, root);
  if (root.kind !== 'product' || level === 'product') return [];
  return (await source.portsOf(root.fqn)).map(({ fqn, kind }) =>
    kind === 'output_port'
      ? { from: root.fqn, fromKind: 'product', to: fqn, toKind: kind, how: null }
      : { from: fqn, fromKind: kind, to: root.fqn, toKind: 'product', how: null },
  );
}

const waysOf = (direction: LineageRequest['direction']): readonly Way[] =>
  direction === 'both' ? ['upstream', 'downstream'] : [direction];

/** What stands under a name in a source of lineage. */
interface Found {
  readonly source: LineageSource;
  readonly kind: LineageKind;
}

async function walked({ source, kind }: Found, request: LineageRequest, asOf?: string): Promise<LineageAnswer> {
  const level = check(request);
  const { of, direction, maxDepth = null, maxNodes = null } = request;
  const root = rootOf(of, kind, level);
  const asked = pageAsked(request);
  const own = await ownEdges(source, root, level);
  const page = await source.walk({ root, own, level, ways: waysOf(direction), maxDepth, maxNodes, ...asked });
  if (isTooMuch(asked, page.totalNodes)) throw tooMuch();
  return lineageAnswer({ ...root, depth: 0 }, page, asked, asOf);
}

/**
 * Follows the lineage that stands from a root, over the graph in memory. Throws CatalogError NOT_FOUND, with near matches, for a
 * name that stands for nothing, and BAD_USER_INPUT for a level the root has no part in, and for no cursor.
 */
export async function standingLineage(context: Standing, request: LineageRequest): Promise<LineageAnswer> {
  check(request);
  const source = presentLineage(context);
  const kind = await source.kindOf(request.of);
  if (!kind) throw await unknownRoot(request.of, context);
  return walked({ source, kind }, request);
}

/**
 * Follows lineage from a root as it stands, or with `asOf` as it stood. Throws as `standingLineage` does, and
 * CatalogError BAD_USER_INPUT for an instant that is to come.
 */
export async function lineageGraph(context: Context, request: LineageRequest): Promise<LineageAnswer> {
  if (request.asOf == null) return standingLineage(context, request);
  const level = check(request);
  const { of } = request;
  const at = pastInstant(request.asOf, context);
  const source = pastLineage(at, context);
  const kind = await source.kindOf(of);
  if (kind) return walked({ source, kind }, request, at);
  const today = await kindOf(context.db, of);
  if (!today) throw await unknownRoot(of, context);
  const asked = pageAsked(request);
  return lineageAnswer({ ...rootOf(of, today, level), depth: 0 }, NOTHING, asked, at);
}

const LEVELS: Readonly<Partial<Record<LineageKind, Level>>> = { column: 'column', model: 'model' };

export interface ReachRequest extends Pick<LineageRequest, 'of' | 'direction'> {
  /** Tells which of these columns count; all where not given. */
  readonly seeing?: (columns: readonly string[]) => Promise<(fqn: string) => boolean>;
}

/**
 * How much is reached from a root. Throws CatalogError NOT_FOUND, with near matches, for a name that stands for nothing.
 */
export async function reachOf(context: Context, { of, direction, seeing }: ReachRequest): Promise<Counts> {
  const source = presentLineage(context);
  const kind = await source.kindOf(of);
  if (!kind) throw await unknownRoot(of, context);
  const level = LEVELS[kind] ?? 'port';
  const root = rootOf(of, kind, level);
  const own = await ownEdges(source, root, level);
  const question = { root, own, level, ways: waysOf(direction), maxDepth: null };
  if (level !== 'column' || !seeing) return countReached(await context.lineage(), question);
  const seen = await seeing(namesReached(await context.lineage(), question));
  return countReached(await context.lineage(), question, seen);
}
