import type { LineageEdge, Way } from './edge.js';
import { edgesWithin } from './edgesWithin.js';
import type { LineageGraph } from './LineageGraph.js';
import { KINDS, LEVEL_MASK, levelBits, markOf } from './mark.js';
import { bitOf, ownOf, type Enough, type GraphQuestion } from './question.js';
import type { Rows } from './Rows.js';
import { Reached } from './Reached.js';
import { walkLineage } from './walkLineage.js';

/** Goes over the edges of a graph one way, and notes what it comes to. */
class Steps {
  private readonly rows: Rows;
  /** Where a mark says what an edge leads to. */
  private readonly shift: number;
  private readonly bit: number;
  private readonly level: number;

  constructor(
    private readonly reached: Reached,
    private readonly question: GraphQuestion,
    private readonly way: Way,
  ) {
    const { graph } = reached;
    this.rows = way === 'downstream' ? graph.onward : graph.back;
    this.shift = way === 'downstream' ? 5 : 2;
    this.bit = bitOf(way);
    this.level = levelBits(question.level);
  }

  begin(): void {
    const { root } = this.question;
    this.reached.add(this.reached.graph.names.intern(root.fqn), KINDS.indexOf(root.kind), this.bit);
  }

  /** Over the edges that are the root's own. */
  over(own: readonly LineageEdge[]): void {
    for (const edge of own) {
      const id = this.reached.graph.names.find(this.way === 'downstream' ? edge.to : edge.from) ?? 0;
      this.follow(id, markOf(this.question.level, edge));
    }
  }

  /** Over all edges of the nodes from one place to another. */
  expand(begin: number, end: number): void {
    const { rows, level, reached } = this;
    for (let place = begin; place < end; place++) {
      const row = reached.ids[place] ?? 0;
      for (let entry = rows.start(row), last = rows.end(row); entry < last; entry++) {
        const mark = rows.marks[entry] ?? 0;
        if ((mark & LEVEL_MASK) === level) this.follow(rows.values[entry] ?? 0, mark);
      }
    }
  }

  private follow(id: number, mark: number): void {
    if (this.reached.placeOf(id) < 0) this.reached.add(id, (mark >> this.shift) & 7, this.bit);
  }
}

function isEnough({ layers, size }: Reached, enough: Enough | undefined): boolean {
  const begin = enough && layers[enough.beyond + 1];
  return enough !== undefined && begin !== undefined && size - begin >= enough.nodes;
}

/** Breadth first one way. */
function oneWay(graph: LineageGraph, question: GraphQuestion, way: Way, enough: Enough | undefined): Reached {
  const own = ownOf(question, way);
  for (const { from, to } of own) [from, to].forEach((name) => graph.names.intern(name));
  graph.names.intern(question.root.fqn);
  const reached = new Reached(graph);
  const steps = new Steps(reached, question, way);
  steps.begin();
  for (let begin = 0; begin < reached.size;) {
    reached.layers.push(begin);
    if (reached.layers.length > (question.maxDepth ?? Infinity)) break;
    if (isEnough(reached, enough)) {
      if (enough?.tooMuch) return reached;
      break;
    }
    const end = reached.size;
    if (begin === 0) steps.over(own);
    steps.expand(begin, end);
    begin = end;
  }
  if (reached.mixed) nameKinds(reached, question, way);
  return reached;
}

/** A name of several kinds is what the edge that found it says, which depends on the order of names. */
function nameKinds(reached: Reached, question: GraphQuestion, way: Way): void {
  const edges = edgesWithin(reached, { ...question, ways: [way] }, 0, reached.size);
  for (const { fqn, kind } of walkLineage(question.root, edges, { direction: way }).nodes) {
    const id = reached.graph.names.find(fqn);
    if (id !== undefined) reached.kinds[reached.placeOf(id)] = KINDS.indexOf(kind);
  }
}

/** Two walks from one root as one: each node with its least depth, of the first where both have it at that. */
function joined(graph: LineageGraph, walks: readonly Reached[]): Reached {
  const all = new Reached(graph);
  const deepest = Math.max(...walks.map(({ layers }) => layers.length));
  for (let depth = 0; depth < deepest; depth++) {
    all.layers.push(all.size);
    for (const walk of walks)
      for (let [place, end] = walk.layer(depth); place < end; place++) {
        const [id = 0, kind = 0, way = 0] = [walk.ids[place], walk.kinds[place], walk.ways[place]];
        const known = all.placeOf(id);
        if (known < 0) all.add(id, kind, way);
        else all.ways[known] = (all.ways[known] ?? 0) | way;
      }
  }
  return all;
}

/** Walks breadth first from the root, every way that is asked, as far as is enough. */
export function reach(graph: LineageGraph, question: GraphQuestion, enough?: Enough): Reached {
  const walks = question.ways.map((way) => oneWay(graph, question, way, enough));
  const [only] = walks;
  return only && walks.length === 1 ? only : joined(graph, walks);
}
