import type { LineageKind } from '../compiler/artifact.js';
import { compareText } from '../compiler/values/compareText.js';
import type { LineageGraph } from './LineageGraph.js';
import { KINDS } from './mark.js';
import type { Place } from './page.js';

/**
 * What is reached from a root, in numbers: a place is a node's number, layer by layer, the nearest first. Places hold until
 * the next walk over the same graph begins.
 */
export class Reached {
  /** Of each place the number of its name, of its kind, and the ways that lead to it, as bits. */
  readonly ids: number[] = [];
  readonly kinds: number[] = [];
  readonly ways: number[] = [];
  /** At which place each depth begins. */
  readonly layers: number[] = [];
  /** One of the names is told to be of several kinds. */
  mixed = false;
  /** How many of the first places of a layer are in the order of names. */
  private readonly sorted = new Map<number, number>();

  constructor(readonly graph: LineageGraph) {
    graph.notes.begin(graph.names.count);
  }

  get size(): number {
    return this.ids.length;
  }

  add(id: number, kind: number, way: number): void {
    this.graph.notes.setPlace(id, this.ids.length);
    this.ids.push(id);
    this.kinds.push(kind);
    this.ways.push(way);
    if (this.graph.notes.isMixed(id)) this.mixed = true;
  }

  /** The place of a name; less than 0 where it is not reached. */
  placeOf(id: number): number {
    return this.graph.notes.placeOf(id);
  }

  /** Where the nodes of a depth begin and end. */
  layer(depth: number): readonly [number, number] {
    return [this.layers[depth] ?? this.size, this.layers[depth + 1] ?? this.size];
  }

  depthOf(place: number): number {
    let [low, high] = [0, this.layers.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.layers[middle] ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  kindOf(place: number): LineageKind {
    return KINDS[this.kinds[place] ?? 0] ?? 'source';
  }

  nameOf(place: number): string {
    return this.graph.names.text(this.ids[place] ?? 0);
  }

  namesBetween(begin: number, end: number): readonly string[] {
    return this.graph.names.texts(this.ids.slice(begin, end));
  }

  /** Brings the nodes of a depth into the order of their names, those before a place at least. */
  sort(depth: number, upTo = Infinity): void {
    const [begin, end] = this.layer(depth);
    const first = Math.min(end, upTo) - begin;
    if ((this.sorted.get(depth) ?? 0) >= first) return;
    this.sorted.set(depth, first);
    const [kinds, ways] = [this.kinds.slice(begin, end), this.ways.slice(begin, end)];
    const ids = this.graph.names.order.sorted(this.ids.slice(begin, end), first);
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at] ?? 0;
      const was = this.placeOf(id) - begin;
      const place = begin + at;
      this.ids[place] = id;
      this.kinds[place] = kinds[was] ?? 0;
      this.ways[place] = ways[was] ?? 0;
      this.graph.notes.setPlace(id, place);
    }
  }

  /** Brings the nodes from one place to another into order, and those of the same depths before them. */
  sortBetween(begin: number, end: number): void {
    if (end <= begin) return;
    for (let depth = this.depthOf(begin), last = this.depthOf(end - 1); depth <= last; depth++) this.sort(depth, end);
  }

  /** The first place that comes after a node, whether that was reached or not. */
  after({ depth, fqn }: Place): number {
    this.sort(depth);
    let [low, high] = this.layer(depth);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareText(this.nameOf(middle), fqn) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Forgets all but the nodes nearest to the root. */
  cut(size: number): void {
    if (size >= this.size) return;
    this.sort(this.depthOf(size));
    for (let place = size; place < this.size; place++) this.graph.notes.forget(this.ids[place] ?? 0);
    for (const list of [this.ids, this.kinds, this.ways]) list.length = size;
    while ((this.layers.at(-1) ?? 0) >= size) this.layers.pop();
  }
}
