import { compareText } from '../compiler/values/compareText.js';

/** Texts by number. */
interface Texts {
  readonly count: number;
  text(id: number): string;
}

/** So many names are put in order, or merged, in one step. */
const STEP = 8_192;

/** No rank yet. */
const NEW = 0xffffffff;

/**
 * The order of names, learned once: then numbers are sorted in place of texts. Names that come later are put among the others
 * by their texts, until all are learned again.
 */
export class NameOrder {
  /** The rank of each name, and the names by rank. */
  private ranks = new Uint32Array(0);
  private ids = new Uint32Array(0);

  constructor(private readonly names: Texts) {}

  /** What was learned, of names that have the same numbers. What is learned is replaced and never changed, so both may have it. */
  copy(names: Texts): NameOrder {
    const copy = new NameOrder(names);
    [copy.ranks, copy.ids] = [this.ranks, this.ids];
    return copy;
  }

  get byteLength(): number {
    return this.ranks.byteLength + this.ids.byteLength;
  }

  /** Whether more than an eighth of the names came since the order was learned. */
  get isOld(): boolean {
    return this.names.count - this.ids.length > this.names.count / 8;
  }

  /** Learns the order of all names there are, in steps, between which others may go on. */
  *learn(): Generator<void> {
    let runs: Uint32Array<ArrayBuffer>[] = [];
    for (let begin = 0; begin < this.names.count; begin += STEP) {
      const length = Math.min(STEP, this.names.count - begin);
      runs.push(Uint32Array.from(this.byText(Array.from({ length }, (_, at) => begin + at))));
      yield;
    }
    while (runs.length > 1) {
      const merged: Uint32Array<ArrayBuffer>[] = [];
      for (let at = 0; at < runs.length; at += 2) {
        const [one, other] = [runs[at], runs[at + 1]];
        if (one) merged.push(other ? yield* this.merge(one, other) : one);
      }
      runs = merged;
    }
    const [ids = new Uint32Array(0)] = runs;
    const ranks = new Uint32Array(ids.length);
    for (let rank = 0; rank < ids.length; rank++) ranks[ids[rank] ?? 0] = rank;
    [this.ids, this.ranks] = [ids, ranks];
  }

  private *merge(one: Uint32Array, other: Uint32Array): Generator<void, Uint32Array<ArrayBuffer>> {
    const merged = new Uint32Array(one.length + other.length);
    const textAt = (run: Uint32Array, at: number): string => (at < run.length ? this.names.text(run[at] ?? 0) : '');
    let [a, b] = [0, 0];
    let [textA, textB] = [textAt(one, 0), textAt(other, 0)];
    while (a < one.length || b < other.length) {
      if (b >= other.length || (a < one.length && textA < textB)) {
        merged[a + b] = one[a++] ?? 0;
        textA = textAt(one, a);
      } else {
        merged[a + b] = other[b++] ?? 0;
        textB = textAt(other, b);
      }
      if ((a + b) % STEP === 0) yield;
    }
    return merged;
  }

  private byText(ids: readonly number[]): number[] {
    const named = ids.map((id) => ({ id, text: this.names.text(id) }));
    return named.sort((a, b) => compareText(a.text, b.text)).map(({ id }) => id);
  }

  /** These names, the first so many of them in their order, the others behind them in any; all in order where nothing is said. */
  sorted(ids: readonly number[], first = ids.length): readonly number[] {
    const ranks = new Uint32Array(ids.length);
    for (let at = 0; at < ids.length; at++) ranks[at] = this.ranks[ids[at] ?? 0] ?? NEW;
    if (first < ids.length / 2 && !ranks.includes(NEW)) leastFirst(ranks, first, this.ids.length);
    else ranks.sort();
    let known = ranks.length;
    while (known > 0 && ranks[known - 1] === NEW) known--;
    const old: number[] = [];
    for (let at = 0; at < known; at++) old.push(this.ids[ranks[at] ?? 0] ?? 0);
    if (known === ids.length) return old;
    const fresh = this.byText(ids.filter((id) => (this.ranks[id] ?? NEW) === NEW));
    return known === 0 ? fresh : this.among(old, fresh);
  }

  /** Puts names in order among others in order. */
  private among(old: readonly number[], fresh: readonly number[]): number[] {
    const all: number[] = [];
    let from = 0;
    for (const id of fresh) {
      const text = this.names.text(id);
      let [low, high] = [from, old.length];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (this.names.text(old[middle] ?? 0) < text) low = middle + 1;
        else high = middle;
      }
      for (; from < low; from++) all.push(old[from] ?? 0);
      all.push(id);
    }
    for (; from < old.length; from++) all.push(old[from] ?? 0);
    return all;
  }
}

/** So many ranges of ranks are counted to find those that the least are in. */
const RANGES = 1_024;

/** Puts the least so many of these ranks, which are less than `end`, in order before all others. */
function leastFirst(ranks: Uint32Array, first: number, end: number): void {
  const width = Math.ceil(end / RANGES);
  const counts = new Uint32Array(RANGES);
  for (const rank of ranks) {
    const range = Math.floor(rank / width);
    counts[range] = (counts[range] ?? 0) + 1;
  }
  let [range, least] = [0, counts[0] ?? 0];
  while (least < first) least += counts[(range += 1)] ?? 0;
  const bound = (range + 1) * width;
  for (let at = 0, to = 0; to < least; at++) {
    const rank = ranks[at] ?? 0;
    if (rank >= bound) continue;
    ranks[at] = ranks[to] ?? 0;
    ranks[to++] = rank;
  }
  ranks.subarray(0, least).sort();
}
