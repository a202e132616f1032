import { LEVEL_MASK, levelBits, markOf } from './mark.js';
import { GraphWalk, type GraphQuestion, type Steps } from './GraphWalk.js';
import type { LineageGraph } from './LineageGraph.js';

/** Breadth first from the root over the graph: the same answer as that of `walkLineage` over its edges. */
export function walkGraph(graph: LineageGraph, question: GraphQuestion): GraphWalk {
  return new GraphWalk(graph.names, question, new Walker(graph, question).steps());
}

class Walker {
  private readonly ids: number[] = [];
  private readonly via: number[] = [];
  private readonly layers: number[] = [];
  private readonly at: number[] = [];
  private readonly next: number[] = [];
  private readonly marks: number[] = [];
  private readonly frontier: number[] = [];
  private mixed = false;

  constructor(
    private readonly graph: LineageGraph,
    private readonly question: GraphQuestion,
  ) {}

  steps(): Steps {
    const { graph, question, ids, layers } = this;
    const root = graph.names.intern(question.root.fqn);
    const own = question.own.map((edge): readonly [number, number] => [
      graph.names.intern(question.direction === 'downstream' ? edge.to : edge.from),
      markOf(question.level, edge),
    ]);
    graph.notes.begin(graph.names.count);
    this.find(root, 0);
    for (let begin = 0; begin < ids.length; begin = this.expandLayer(begin, own)) {
      layers.push(begin);
      if (this.isEnough()) break;
    }
    graph.notes.end(ids.length);
    const { via, at, next, marks, frontier, mixed } = this;
    return { ids, via, layers, at, next, marks, frontier, mixed };
  }

  private isEnough(): boolean {
    const { enough } = this.question;
    if (!enough) return false;
    const begin = this.layers[enough.beyond + 1];
    return begin !== undefined && this.ids.length - begin >= enough.nodes;
  }

  private find(id: number, mark: number): number {
    const place = this.ids.push(id) - 1;
    this.via.push(mark);
    this.graph.notes.setPlace(id, place);
    if (this.graph.notes.isMixed(id)) this.mixed = true;
    return place;
  }

  /** Follows every edge from the nodes of the last layer; returns where the next one begins. */
  private expandLayer(begin: number, own: readonly (readonly [number, number])[]): number {
    const { graph, question, ids } = this;
    const cut = this.layers.length > (question.maxDepth ?? Infinity);
    const rows = question.direction === 'downstream' ? graph.onward : graph.back;
    const level = levelBits(question.level);
    const end = ids.length;
    if (begin === 0) for (const [id, mark] of own) this.follow(0, id, mark, cut);
    for (let place = begin; place < end; place++) {
      const row = ids[place] ?? 0;
      for (let entry = rows.start(row), last = rows.end(row); entry < last; entry++) {
        const mark = rows.marks[entry] ?? 0;
        if ((mark & LEVEL_MASK) === level) this.follow(place, rows.values[entry] ?? 0, mark, cut);
      }
    }
    return end;
  }

  /** Goes over one edge; where the walk is cut, only to what it has found already. */
  private follow(place: number, id: number, mark: number, cut: boolean): void {
    let target = this.graph.notes.placeOf(id);
    if (target < 0 && cut) {
      if (this.frontier.at(-1) !== place) this.frontier.push(place);
      return;
    }
    if (target < 0) target = this.find(id, mark);
    this.at.push(place);
    this.next.push(target);
    this.marks.push(mark);
  }
}
