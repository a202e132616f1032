import type { Level, LineageEdge } from './edge.js';
import { grown } from './grown.js';
import { LEVEL_MASK, levelBits, markOf } from './mark.js';
import { Names } from './Names.js';
import { Rows } from './Rows.js';

/** An edge of the graph with the product (id) whose publication wrote it. */
export interface OwnedEdge extends LineageEdge {
  readonly level: Level;
  readonly owner: number;
}

const MIXED = 0x80;

/** What is known of each name beside what it is called. */
class Notes {
  /** One more than the kind it has in edges, as marks number kinds; MIXED where it has had several. */
  private kinds = new Uint8Array(0);
  /** Where the last walk has it, counted on from walk to walk, so that none has to begin with an empty table. */
  private places = new Uint32Array(0);
  private base = 1;
  private used = 0;

  /** The same kinds; a walk over a copy is a walk of its own. */
  copy(): Notes {
    const copy = new Notes();
    copy.kinds = this.kinds.slice();
    return copy;
  }

  get byteLength(): number {
    return this.kinds.byteLength + this.places.byteLength;
  }

  hasKind(id: number, kind: number): void {
    this.kinds = grown(this.kinds, id + 1);
    const known = this.kinds[id] ?? 0;
    if (known === 0) this.kinds[id] = kind + 1;
    else if ((known & ~MIXED) !== kind + 1) this.kinds[id] = known | MIXED;
  }

  isMixed(id: number): boolean {
    return ((this.kinds[id] ?? 0) & MIXED) !== 0;
  }

  /** Begins a walk: no name has a place. */
  begin(names: number): void {
    this.places = grown(this.places, names);
    this.base += this.used;
    this.used = 0;
    if (this.base + names < 0xffffffff) return;
    this.places.fill(0);
    this.base = 1;
  }

  /** The place of a name in the last walk that began; less than 0 where it has none. */
  placeOf(id: number): number {
    return (this.places[id] ?? 0) - this.base;
  }

  setPlace(id: number, place: number): void {
    this.places[id] = this.base + place;
    if (place >= this.used) this.used = place + 1;
  }

  /** A name has no place any more. */
  forget(id: number): void {
    this.places[id] = 0;
  }
}

/** The graph of standing edges at all levels, as typed arrays: from each name on, back from each name, and by product. */
export class LineageGraph {
  onward = new Rows();
  back = new Rows();
  /** Two entries an edge: where it begins, where it ends. */
  private owned = new Rows();

  constructor(
    readonly names = new Names(),
    readonly notes = new Notes(),
  ) {}

  /** The same edges, which change by themselves. */
  copy(): LineageGraph {
    const copy = new LineageGraph(this.names.copy(), this.notes.copy());
    copy.onward = this.onward.copy();
    copy.back = this.back.copy();
    copy.owned = this.owned.copy();
    return copy;
  }

  get edges(): number {
    return this.onward.count;
  }

  /** Bytes kept for edges and for names. */
  get byteLengths(): { readonly edges: number; readonly names: number } {
    const { onward, back, owned, names, notes } = this;
    return {
      edges: onward.byteLength + back.byteLength + owned.byteLength + owned.indexByteLength,
      names: names.byteLength + notes.byteLength + onward.indexByteLength + back.indexByteLength,
    };
  }

  /** Takes both names of an edge in. */
  private ends(edge: OwnedEdge, mark: number): readonly [number, number] {
    const [from, to] = [this.names.intern(edge.from), this.names.intern(edge.to)];
    this.notes.hasKind(from, (mark >> 2) & 7);
    this.notes.hasKind(to, (mark >> 5) & 7);
    return [from, to];
  }

  /** Puts edges in place of all that these products wrote, or of what they wrote at a level. */
  replace(owners: readonly number[], edges: readonly OwnedEdge[], level?: Level): void {
    const bits = level && levelBits(level);
    for (const owner of owners) this.drop(owner, bits);
    for (const edge of edges) {
      const mark = markOf(edge.level, edge);
      const [from, to] = this.ends(edge, mark);
      this.onward.add(from, to, mark);
      this.back.add(to, from, mark);
      this.owned.add(edge.owner, from, mark);
      this.owned.add(edge.owner, to, mark);
    }
  }

  private drop(owner: number, level: number | undefined): void {
    const { owned } = this;
    const kept: [from: number, to: number, mark: number][] = [];
    for (let at = owned.start(owner); at < owned.end(owner); at += 2) {
      const [from = 0, to = 0, mark = 0] = [owned.values[at], owned.values[at + 1], owned.marks[at]];
      if (level !== undefined && (mark & LEVEL_MASK) !== level) {
        kept.push([from, to, mark]);
        continue;
      }
      this.onward.remove(from, to, mark);
      this.back.remove(to, from, mark);
    }
    owned.clear(owner);
    for (const [from, to, mark] of kept) {
      owned.add(owner, from, mark);
      owned.add(owner, to, mark);
    }
  }

  /** A graph of edges that come batch by batch: `add` them, then `build` once. */
  static builder(): { readonly add: (edges: readonly OwnedEdge[]) => void; readonly build: () => LineageGraph } {
    const graph = new LineageGraph();
    let [count, last] = [0, -1];
    let [ends, owners, marks] = [new Uint32Array(0), new Uint32Array(0), new Uint16Array(0)];
    const add = (edges: readonly OwnedEdge[]): void => {
      ends = grown(ends, 2 * (count + edges.length));
      owners = grown(owners, 2 * (count + edges.length));
      marks = grown(marks, 2 * (count + edges.length));
      for (const edge of edges) {
        const mark = markOf(edge.level, edge);
        const both = graph.ends(edge, mark);
        for (const side of [0, 1] as const) {
          ends[2 * count + side] = both[side];
          owners[2 * count + side] = edge.owner;
          marks[2 * count + side] = mark;
        }
        last = Math.max(last, edge.owner);
        count += 1;
      }
    };
    const build = (): LineageGraph => {
      const side = <T extends Uint32Array | Uint16Array>(array: T, first: 0 | 1): T =>
        array.slice(0, 2 * count).filter((_, at) => at % 2 === first) as T;
      const [from, to, each] = [side(ends, 0), side(ends, 1), side(marks, 0)];
      graph.onward = new Rows(graph.names.count, from, to, each);
      graph.back = new Rows(graph.names.count, to, from, each);
      graph.owned = new Rows(last + 1, owners.subarray(0, 2 * count), ends, marks);
      return graph;
    };
    return { add, build };
  }
}
