import { grown } from './grown.js';

/** Nobody's place in the pool. */
const FREE = 0xffffffff;

/**
 * Compressed rows that can change: row after row of numbers, each with a mark, in one pool; a row has a start and a length. A
 * row that has no room to grow moves to the end of the pool, and a pool that is full is written anew with a quarter of
 * room. Entries of a row from which none was removed stay in the order in which they came.
 */
export class Rows {
  values: Uint32Array;
  marks: Uint16Array;
  private starts: Uint32Array;
  private lengths: Uint32Array;
  private used = 0;
  private live = 0;

  /** Entries by row: `rows[i]` gets `values[i]` with `marks[i]`. */
  constructor(count = 0, rows: Uint32Array = new Uint32Array(0), values = rows, marks = new Uint16Array(rows.length)) {
    this.starts = new Uint32Array(count);
    this.lengths = new Uint32Array(count);
    this.values = new Uint32Array(rows.length);
    this.marks = new Uint16Array(rows.length);
    this.used = this.live = rows.length;
    const { starts, lengths } = this;
    for (const row of rows) lengths[row] = (lengths[row] ?? 0) + 1;
    for (let row = 1; row < count; row++) starts[row] = (starts[row - 1] ?? 0) + (lengths[row - 1] ?? 0);
    const next = starts.slice();
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at] ?? 0;
      const to = next[row] ?? 0;
      next[row] = to + 1;
      this.values[to] = values[at] ?? 0;
      this.marks[to] = marks[at] ?? 0;
    }
  }

  /** The same entries, which change by themselves. */
  copy(): Rows {
    const copy = new Rows();
    copy.values = this.values.slice();
    copy.marks = this.marks.slice();
    copy.starts = this.starts.slice();
    copy.lengths = this.lengths.slice();
    copy.used = this.used;
    copy.live = this.live;
    return copy;
  }

  /** How many entries there are. */
  get count(): number {
    return this.live;
  }

  get byteLength(): number {
    return this.values.byteLength + this.marks.byteLength;
  }

  /** What is kept for each row, whatever it holds. */
  get indexByteLength(): number {
    return this.starts.byteLength + this.lengths.byteLength;
  }

  /** Where the entries of a row begin in `values` and `marks`. */
  start(row: number): number {
    return this.starts[row] ?? 0;
  }

  /** Where they end. */
  end(row: number): number {
    return this.start(row) + (this.lengths[row] ?? 0);
  }

  add(row: number, value: number, mark: number): void {
    this.starts = grown(this.starts, row + 1);
    this.lengths = grown(this.lengths, row + 1);
    let end = this.end(row);
    if (this.lengths[row] === 0 || (end < this.used && this.values[end] !== FREE) || end === this.values.length)
      end = this.moved(row);
    this.values[end] = value;
    this.marks[end] = mark;
    this.used = Math.max(this.used, end + 1);
    this.lengths[row] = (this.lengths[row] ?? 0) + 1;
    this.live += 1;
  }

  /** Takes one entry out. Throws where the row has none like it: the graph is not what it was taken for. */
  remove(row: number, value: number, mark: number): void {
    const end = this.end(row);
    for (let at = this.start(row); at < end; at++) {
      if (this.values[at] !== value || this.marks[at] !== mark) continue;
      this.values[at] = this.values[end - 1] ?? 0;
      this.marks[at] = this.marks[end - 1] ?? 0;
      this.values[end - 1] = FREE;
      this.lengths[row] = end - 1 - this.start(row);
      this.live -= 1;
      return;
    }
    throw new Error(`row ${row} has no entry ${value} of ${mark}`);
  }

  /** Takes all entries of a row out. */
  clear(row: number): void {
    const [start, end] = [this.start(row), this.end(row)];
    this.values.fill(FREE, start, end);
    if (row < this.lengths.length) this.lengths[row] = 0;
    this.live -= end - start;
  }

  /** Moves a row to the end of the pool, with room for one entry more; returns where that goes. */
  private moved(row: number): number {
    const length = this.lengths[row] ?? 0;
    if (this.used + length + 1 > this.values.length) this.rewrite(length + 1);
    const [start, end] = [this.start(row), this.end(row)];
    this.values.copyWithin(this.used, start, end);
    this.marks.copyWithin(this.used, start, end);
    this.values.fill(FREE, start, end);
    this.starts[row] = this.used;
    this.used += length;
    return this.used;
  }

  private rewrite(more: number): void {
    const { values, marks } = this;
    this.values = new Uint32Array(this.live + more + (this.live >>> 2));
    this.marks = new Uint16Array(this.values.length);
    this.used = 0;
    for (let row = 0; row < this.lengths.length; row++) {
      const [start, end] = [this.start(row), this.end(row)];
      this.starts[row] = this.used;
      for (let at = start; at < end; at++) {
        this.values[this.used] = values[at] ?? 0;
        this.marks[this.used++] = marks[at] ?? 0;
      }
    }
  }
}
