import type { LineageEdge, Way } from './edge.js';
import { fromKindOf, howOf, LEVEL_MASK, levelBits, toKindOf } from './mark.js';
import { NONE } from './Names.js';
import { bitOf, ownOf, type GraphQuestion } from './question.js';
import type { Reached } from './Reached.js';

/** Edges between places, in numbers. */
class Found {
  readonly from: number[] = [];
  readonly to: number[] = [];
  readonly marks: number[] = [];
  /** The ways in which each was followed, as bits. */
  readonly ways: number[] = [];

  add(from: number, to: number, mark: number, ways: number): void {
    this.from.push(from);
    this.to.push(to);
    this.marks.push(mark);
    this.ways.push(ways);
  }
}

/** Every edge of a level that was followed and whose later end, in the order of places, stands from one place to another. */
function found(reached: Reached, level: number, begin: number, end: number): Found {
  const edges = new Found();
  const { ids, ways, graph } = reached;
  for (const rows of [graph.onward, graph.back]) {
    const isOnward = rows === graph.onward;
    for (let place = begin; place < end; place++) {
      const row = ids[place] ?? 0;
      for (let entry = rows.start(row), last = rows.end(row); entry < last; entry++) {
        const mark = rows.marks[entry] ?? 0;
        if ((mark & LEVEL_MASK) !== level) continue;
        const other = reached.placeOf(rows.values[entry] ?? 0);
        // An edge to itself is found onward.
        if (other < 0 || other > place || (other === place && !isOnward)) continue;
        const both = (ways[place] ?? 0) & (ways[other] ?? 0);
        if (both === 0) continue;
        if (isOnward) edges.add(place, other, mark, both);
        else edges.add(other, place, mark, both);
      }
    }
  }
  return edges;
}

/** The names of these edges in order, and of each place its number in that order. */
function ranked(
  reached: Reached,
  { from, to }: Found,
): { readonly of: Uint32Array; readonly names: readonly string[] } {
  const of = new Uint32Array(reached.size);
  for (const ends of [from, to]) for (const place of ends) of[place] = 1;
  const ids = reached.graph.names.order.sorted(reached.ids.filter((_, place) => of[place] === 1));
  for (const [rank, id] of ids.entries()) of[reached.placeOf(id)] = rank;
  return { of, names: ids.map((id) => reached.graph.names.text(id)) };
}

/** Of the root's own edges this way those whose other end stands from one place to another. */
export function ownWithin(
  reached: Reached,
  question: GraphQuestion,
  way: Way,
  begin: number,
  end: number,
): LineageEdge[] {
  return ownOf(question, way).filter(({ from, to }) => {
    const place = reached.placeOf(reached.graph.names.find(way === 'downstream' ? to : from) ?? 0);
    return place >= begin && place < end;
  });
}

/**
 * The edges that were followed whose later end, in the order of places, stands from one place to another: way by way, the
 * root's own as they were given, then those of the graph, by the names they flow from and to.
 */
export function edgesWithin(reached: Reached, question: GraphQuestion, begin: number, end: number): LineageEdge[] {
  const edges = found(reached, levelBits(question.level), begin, end);
  const { of, names } = ranked(reached, edges);
  const order = [edges.to, edges.from].reduce(
    (numbers, ends) => inOrder(numbers, (edge) => of[ends[edge] ?? 0] ?? 0, names.length),
    Uint32Array.from(edges.from.keys()),
  );
  const nameOf = (place: number | undefined): string => names[of[place ?? 0] ?? 0] ?? '';
  const told: LineageEdge[] = [];
  let known = 0;
  for (const way of question.ways) {
    told.push(...ownWithin(reached, question, way, begin, end));
    for (const edge of order) {
      const ways = edges.ways[edge] ?? 0;
      if ((ways & bitOf(way)) === 0 || (ways & known) !== 0) continue;
      const mark = edges.marks[edge] ?? 0;
      const [from, to] = [nameOf(edges.from[edge]), nameOf(edges.to[edge])];
      told.push({ from, fromKind: fromKindOf(mark), to, toKind: toKindOf(mark), how: howOf(mark) });
    }
    known |= bitOf(way);
  }
  return told;
}

/** The edges that were followed between different products, once for each pair of them. */
export function edgesOfProducts(reached: Reached, question: GraphQuestion): Pick<LineageEdge, 'from' | 'to'>[] {
  const { ids, ways, graph } = reached;
  const { names, onward } = graph;
  const level = levelBits(question.level);
  const pairs = new Map<number, { from: string; to: string }>();
  for (let place = 0; place < ids.length; place++) {
    const row = ids[place] ?? 0;
    const from = names.product(row);
    if (from === NONE) continue;
    for (let entry = onward.start(row), last = onward.end(row); entry < last; entry++) {
      const id = onward.values[entry] ?? 0;
      const to = names.product(id);
      if (to === from || to === NONE || ((onward.marks[entry] ?? 0) & LEVEL_MASK) !== level) continue;
      const other = reached.placeOf(id);
      if (other < 0 || ((ways[place] ?? 0) & (ways[other] ?? 0)) === 0) continue;
      const key = from * names.count + to;
      if (!pairs.has(key)) pairs.set(key, { from: names.text(from), to: names.text(to) });
    }
  }
  return [...pairs.values()];
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
