import type { LineageKind } from '../compiler/artifact.js';
import { compareText } from '../compiler/values/compareText.js';
import type { Level, LineageEdge, Way } from './edge.js';
import { fromKindOf, howOf, toKindOf } from './mark.js';
import { NONE, type Names } from './Names.js';
import { productCycles } from './productCycles.js';
import { walkLineage, type Walk, type WalkedNode } from './walkLineage.js';

export interface GraphQuestion {
  readonly root: Omit<WalkedNode, 'depth'>;
  /** Edges from the root (upstream: to it) that are no edges of the graph: to the ports of a product, the columns of a port. */
  readonly own: readonly LineageEdge[];
  readonly level: Level;
  readonly direction: Way;
  readonly maxDepth: number | null;
  /** Where given, the walk may end once so many nodes are found that are further off than a depth. */
  readonly enough?: { readonly nodes: number; readonly beyond: number } | undefined;
}

/** What a walk over the graph found, in numbers: a place is a node's number in the order in which they were found. */
export interface Steps {
  /** Of each place, the number of its name, and the mark of the edge by which it was found. */
  readonly ids: readonly number[];
  readonly via: readonly number[];
  /** At which place each depth begins. */
  readonly layers: readonly number[];
  /** Of each edge that was followed, the places it was followed from and to, and its mark. Those of the root's own come first. */
  readonly at: readonly number[];
  readonly next: readonly number[];
  readonly marks: readonly number[];
  /** The places at which it was cut. */
  readonly frontier: readonly number[];
  /** One of the names is told to be of several kinds. */
  readonly mixed: boolean;
}

/** A walk over the graph, told in names where it is asked: each part is made when it is first read. */
export class GraphWalk implements Walk {
  private kept: { names?: string[]; order?: Uint32Array; nodes?: WalkedNode[]; edges?: LineageEdge[] } = {};

  constructor(
    readonly table: Names,
    readonly question: GraphQuestion,
    readonly steps: Steps,
  ) {}

  private get down(): boolean {
    return this.question.direction === 'downstream';
  }

  get truncated(): boolean {
    return this.steps.frontier.length > 0;
  }

  get frontier(): string[] {
    return this.steps.frontier.map((place) => this.names[place] ?? '').sort(compareText);
  }

  private get names(): readonly string[] {
    return (this.kept.names ??= this.steps.ids.map((id) => this.table.text(id)));
  }

  /** The places in the order of their names. */
  private get order(): Uint32Array {
    const { names } = this;
    return (this.kept.order ??= Uint32Array.from(names.keys()).sort((a, b) =>
      compareText(names[a] ?? '', names[b] ?? ''),
    ));
  }

  get nodes(): readonly WalkedNode[] {
    return (this.kept.nodes ??= this.steps.mixed ? this.asFound() : this.layered());
  }

  private layered(): WalkedNode[] {
    const { names, steps, question } = this;
    const depths = new Uint32Array(names.length);
    steps.layers.forEach((begin, depth) => depths.fill(depth, begin));
    const layers = steps.layers.map((): WalkedNode[] => []);
    for (const place of this.order) {
      const depth = depths[place] ?? 0;
      const kind = place === 0 ? question.root.kind : this.kindOf(steps.via[place] ?? 0);
      layers[depth]?.push({ fqn: names[place] ?? '', kind, depth });
    }
    return layers.flat();
  }

  private kindOf(mark: number): LineageKind {
    return this.down ? toKindOf(mark) : fromKindOf(mark);
  }

  /** A name of several kinds is what the edge that found it says, which depends on the order of names. */
  private asFound(): WalkedNode[] {
    const { root, direction } = this.question;
    return [...walkLineage(root, this.edges, { direction }).nodes];
  }

  get edges(): readonly LineageEdge[] {
    return (this.kept.edges ??= this.sortedEdges());
  }

  /** The root's own edges as they were given; then those of the graph, by the names they flow from and to. */
  private sortedEdges(): LineageEdge[] {
    const { names, steps, order } = this;
    const [from, to] = this.down ? [steps.at, steps.next] : [steps.next, steps.at];
    const ranks = new Uint32Array(names.length);
    order.forEach((place, rank) => (ranks[place] = rank));
    const own = this.question.own.length;
    const rest = Uint32Array.from({ length: from.length - own }, (_, at) => at + own);
    const sorted = [to, from].reduce(
      (edges, ends) => inOrder(edges, (edge) => ranks[ends[edge] ?? 0] ?? 0, names.length),
      rest,
    );
    return [...this.question.own, ...Array.from(sorted, (edge) => this.edge(from[edge] ?? 0, to[edge] ?? 0, edge))];
  }

  private edge(from: number, to: number, edge: number): LineageEdge {
    const mark = this.steps.marks[edge] ?? 0;
    const [fromKind, toKind, how] = [fromKindOf(mark), toKindOf(mark), howOf(mark)];
    return { from: this.names[from] ?? '', fromKind, to: this.names[to] ?? '', toKind, how };
  }

  /** As `productCycles` of the edges. */
  get cycles(): string[][] {
    const { table, steps } = this;
    const pairs = new Map<number, { from: string; to: string }>();
    for (const [edge, place] of steps.at.entries()) {
      const [at, next] = [steps.ids[place] ?? 0, steps.ids[steps.next[edge] ?? 0] ?? 0].map((id) => table.product(id));
      if (at === undefined || next === undefined || at === NONE || next === NONE || at === next) continue;
      const [from, to] = this.down ? [at, next] : [next, at];
      const key = from * table.count + to;
      if (!pairs.has(key)) pairs.set(key, { from: table.text(from), to: table.text(to) });
    }
    return productCycles([...pairs.values()]);
  }
}

/** Numbers by a key from 0 to `keys` - 1; those of one key stay as they were. */
function inOrder(
  numbers: Uint32Array<ArrayBuffer>,
  key: (number: number) => number,
  keys: number,
): Uint32Array<ArrayBuffer> {
  const begins = new Uint32Array(keys + 1);
  for (const number of numbers) begins[key(number) + 1] = (begins[key(number) + 1] ?? 0) + 1;
  for (let at = 1; at < begins.length; at++) begins[at] = (begins[at] ?? 0) + (begins[at - 1] ?? 0);
  const sorted = new Uint32Array(numbers.length);
  for (const number of numbers) {
    const at = begins[key(number)] ?? 0;
    begins[key(number)] = at + 1;
    sorted[at] = number;
  }
  return sorted;
}
