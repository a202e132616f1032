import type { CompiledEdge, LineageKind } from '../../compiler/artifact.js';
import { unknownName } from '../../actions/kit/nearMatches.js';
import type { Context } from '../../context.js';
import type { LineageEdge } from '../../entities/reads/lineage.js';
import { kindOf, lineageNames } from '../../entities/reads/lineageRoots.js';
import { productCycles, productOfNode, walkLineage, type WalkedNode } from '../../entities/reads/lineageWalk.js';
import { CatalogError } from '../../errors.js';
import { pastLineage, presentLineage, type LineageSource } from './lineageSource.js';
import { pastInstant } from './world.js';
import type { Kept } from '../../entities/rows/products/keptProduct.js';
import { compareText } from '../../compiler/values/compareText.js';

type Way = 'upstream' | 'downstream';
type Level = CompiledEdge['level'];

export interface LineageRequest {
  readonly of: string;
  readonly direction: Way | 'both';
  readonly level: Level;
  readonly maxDepth?: number | null;
  readonly maxNodes?: number | null;
  readonly asOf?: string | null;
}

export type LineageNodeSource = WalkedNode & Kept;
export type LineageEdgeSource = LineageEdge & Kept;

export interface LineageAnswer {
  readonly root: LineageNodeSource;
  readonly nodes: readonly LineageNodeSource[];
  readonly edges: readonly LineageEdgeSource[];
  readonly truncated: boolean;
  readonly frontier: readonly string[];
  readonly cycles: readonly (readonly string[])[];
}

interface Root {
  readonly fqn: string;
  readonly kind: LineageKind;
}

const badInput = (message: string, details: Record<string, unknown> = {}): CatalogError =>
  new CatalogError('BAD_USER_INPUT', message, details);

function check({ level, maxDepth, maxNodes }: LineageRequest): Level {
  for (const [name, value] of Object.entries({ maxDepth, maxNodes }))
    if (value != null && value < 1) throw badInput(`${name} is ${value}: it must be at least 1.`, { argument: name });
  return level;
}

const unknown = async (of: string, { db }: Context): Promise<CatalogError> =>
  unknownName('product, port, model or source', of, await lineageNames(db));

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
async function ownPorts(source: LineageSource, root: Root, level: Level): Promise<LineageEdge[]> {
  if (level === 'column') return ownColumns(source, root);
  if (root.kind !== 'product' || level === 'product') return [];
  return (await source.portsOf(root.fqn)).map(({ fqn, kind }) =>
    kind === 'output_port'
      ? { from: root.fqn, fromKind: 'product', to: fqn, toKind: kind, how: null }
      : { from: fqn, fromKind: kind, to: root.fqn, toKind: 'product', how: null },
  );
}

async function edgesOf(
  source: LineageSource,
  root: Root,
  ports: readonly LineageEdge[],
  query: { level: Level; direction: Way; maxDepth: number | null },
): Promise<LineageEdge[]> {
  const { direction, maxDepth } = query;
  const own = ports.filter((edge) => (direction === 'downstream' ? edge.from : edge.to) === root.fqn);
  const isColumns = query.level === 'column' && root.kind !== 'column';
  const viaPorts = isColumns || (root.kind === 'product' && query.level !== 'product');
  const roots = viaPorts ? own.map((edge) => (direction === 'downstream' ? edge.to : edge.from)) : [root.fqn];
  const depth = viaPorts && maxDepth !== null ? maxDepth - 1 : maxDepth;
  return [...own, ...(await source.edges({ ...query, roots, maxDepth: depth }))];
}

interface WayWalked extends ReturnType<typeof walkLineage> {
  readonly direction: Way;
}

interface Merged {
  readonly nodes: readonly WalkedNode[];
  readonly edges: readonly LineageEdge[];
  readonly frontier: ReadonlySet<string>;
}

const byDepth = (a: WalkedNode, b: WalkedNode): number => a.depth - b.depth || compareText(a.fqn, b.fqn);

/** Several walks from one root as one: each node with its least depth, each edge once. */
function merge(walks: readonly WayWalked[]): Merged {
  const nodes = new Map<string, WalkedNode>();
  const edges = new Map<string, LineageEdge>();
  for (const walk of walks) {
    for (const node of walk.nodes) {
      const known = nodes.get(node.fqn);
      if (!known || node.depth < known.depth) nodes.set(node.fqn, node);
    }
    for (const edge of walk.edges) edges.set(JSON.stringify([edge.from, edge.to]), edge);
  }
  const frontier = new Set(walks.flatMap((walk) => walk.frontier));
  return { nodes: [...nodes.values()].sort(byDepth), edges: [...edges.values()], frontier };
}

/** Keeps the nodes nearest to the root; those from which a walk went on to what falls away join the frontier. */
function nearest(merged: Merged, walks: readonly WayWalked[], limit: number | null): Merged {
  if (limit === null || merged.nodes.length <= limit) return merged;
  const nodes = merged.nodes.slice(0, limit);
  const names = new Set(nodes.map((node) => node.fqn));
  const left = walks.flatMap(({ edges, direction }) =>
    edges
      .map(({ from, to }) => (direction === 'downstream' ? { at: from, next: to } : { at: to, next: from }))
      .filter(({ at, next }) => names.has(at) && !names.has(next))
      .map(({ at }) => at),
  );
  return {
    nodes,
    edges: merged.edges.filter((edge) => names.has(edge.from) && names.has(edge.to)),
    frontier: new Set([...[...merged.frontier].filter((fqn) => names.has(fqn)), ...left]),
  };
}

/** What is asked of something that stands today and did not stand then. */
const nothing = (root: Root, asOf: string): LineageAnswer => ({
  root: { ...root, depth: 0, asOf },
  nodes: [],
  edges: [],
  truncated: false,
  frontier: [],
  cycles: [],
});

/**
 * Follows lineage from a root, one statement a direction. Throws CatalogError NOT_FOUND, with near matches, for a name
 * that stands for nothing, and BAD_USER_INPUT for a level the root has no part in and for an instant that is to come.
 */
export async function lineageGraph(context: Context, request: LineageRequest): Promise<LineageAnswer> {
  const level = check(request);
  const { of } = request;
  const at = request.asOf == null ? undefined : pastInstant(request.asOf, context);
  const source = at === undefined ? presentLineage(context) : pastLineage(at, context);
  const kind = await source.kindOf(of);
  if (kind) return walked(source, rootOf(of, kind, level), request, at);
  const today = at === undefined ? undefined : await kindOf(context.db, of);
  if (at === undefined || !today) throw await unknown(of, context);
  return nothing(rootOf(of, today, level), at);
}

async function walked(
  source: LineageSource,
  root: Root,
  request: LineageRequest,
  asOf: string | undefined,
): Promise<LineageAnswer> {
  const level = check(request);
  const maxDepth = request.maxDepth ?? null;
  const ways: readonly Way[] = request.direction === 'both' ? ['upstream', 'downstream'] : [request.direction];
  const ports = await ownPorts(source, root, level);
  const walks: WayWalked[] = [];
  for (const direction of ways) {
    const edges = await edgesOf(source, root, ports, { level, direction, maxDepth });
    walks.push({ ...walkLineage(root, edges, { direction, maxDepth }), direction });
  }
  const { nodes, edges, frontier } = nearest(merge(walks), walks, request.maxNodes ?? null);
  const then = <T extends object>(each: T): T & Kept => (asOf === undefined ? each : { ...each, asOf });
  return {
    root: then({ ...root, depth: 0 }),
    nodes: nodes.map(then),
    edges: edges.map(then),
    truncated: frontier.size > 0,
    frontier: [...frontier].sort(),
    cycles: productCycles(edges),
  };
}
