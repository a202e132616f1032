import { Refused } from './execute.js';
import type { Position } from './position.js';

/** The most characters of an answer, whatever was asked. */
export const MOST_CHARACTERS = 20_000;
/** What is left for the cursor, and for the words about what was left out. */
const ENVELOPE = 1_000;
/** An item that is longer is told of by its beginning. */
const LONGEST_ITEM = 8_000;
/** So is a field of what is said once of a name. */
const LONGEST_FIELD = 1_500;
/** Pages of the catalog that are read for one answer. */
const MOST_READS = 20;

/** One item of a list of what is asked about. */
export interface Item {
  readonly list: string;
  readonly value: unknown;
}

/** What is read at once of one name: what it is called, what is said of it once, items of its lists, and where more are. */
export interface Part {
  readonly key: object;
  readonly head?: object;
  readonly items: readonly Item[];
  readonly next?: string | null;
}

/** Reads of a name what comes behind a place, from its beginning where that is null. */
export type ReadPart = (subject: string, after: string | null) => Promise<Part>;

export interface Gathered {
  readonly results: readonly object[];
  readonly hasMore: boolean;
  /** Where to go on; null where all was told. */
  readonly at: Position | null;
  readonly leftOut: string | null;
}

type Entry = Record<string, unknown>;

/** A value, or how it begins where it is longer than so many characters. */
function within(longest: number, value: unknown): unknown {
  const text = JSON.stringify(value) ?? '';
  if (text.length <= longest) return value;
  return { leftOut: `this has ${text.length} characters; it begins:`, begins: text.slice(0, 500) };
}

/** An item as it is told, with its length. */
function toldItem({ list, value }: Item): { told: unknown; length: number } {
  const told = within(LONGEST_ITEM, value);
  return { told, length: JSON.stringify(told).length + list.length + 8 };
}

/** Collects whole items until the next does not fit. */
class Gathering {
  readonly results: Entry[] = [];
  private left: number;
  private reads = 0;

  constructor(
    private readonly subjects: readonly string[],
    private readonly read: ReadPart,
    limit: number,
  ) {
    this.left = limit - ENVELOPE;
  }

  /** All of one name from a position on; the position where it did not fit, null where it did. */
  async add(from: Position): Promise<Position | null> {
    let entry: Entry | null = null;
    for (let at: Position = from; ;) {
      if (this.reads >= MOST_READS) return at;
      this.reads += 1;
      const part = await this.partOf(at);
      entry ??= this.begin(part, at);
      if (!entry) return at;
      const fitted = this.fill(entry, part.items, at.skip);
      if (fitted < part.items.length) return { ...at, skip: fitted };
      if (part.next == null) return null;
      at = { subject: at.subject, after: part.next, skip: 0 };
    }
  }

  /** What is refused of one name is told of that name; the others are answered. */
  private async partOf({ subject, after }: Position): Promise<Part> {
    const name = this.subjects[subject] ?? '';
    try {
      return await this.read(name, after);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { key: { name }, head: { error: error.told }, items: [] };
    }
  }

  private begin({ key, head }: Part, { after, skip }: Position): Entry | null {
    const isFirst = after === null && skip === 0;
    const fields = isFirst || 'error' in (head ?? {}) ? { ...key, ...head } : key;
    const told = Object.entries(fields).map(([name, value]) => [name, within(LONGEST_FIELD, value)] as const);
    const entry = structuredClone(Object.fromEntries(told)) as Entry;
    const { length } = JSON.stringify(entry);
    if (length > this.left && this.results.length > 0) return null;
    this.left -= length;
    this.results.push(entry);
    return entry;
  }

  /** How many of the items, from the front, were told now or before. */
  private fill(entry: Entry, items: readonly Item[], skip: number): number {
    for (const [index, item] of items.entries()) {
      if (index < skip) continue;
      const { told, length } = toldItem(item);
      if (length > this.left) return index;
      this.left -= length;
      ((entry[item.list] ??= []) as unknown[]).push(told);
    }
    return items.length;
  }
}

function wordsOf(subjects: readonly string[], { subject, after, skip }: Position): string {
  const begun = after !== null || skip > 0;
  const waiting = subjects.slice(begun ? subject + 1 : subject).length;
  const parts = [
    ...(begun ? [`${subjects[subject]} is told in part`] : []),
    ...(waiting > 0 ? [`${waiting} of ${subjects.length} not yet`] : []),
  ];
  return `${parts.join(', ')}: ask again with the same arguments and this cursor.`;
}

/**
 * Reads names one after another from a position on, and tells whole items until the next would make the answer longer than
 * `limit` characters of JSON. Nothing is lost between two answers, and no item is told twice.
 */
export async function gather(
  subjects: readonly string[],
  read: ReadPart,
  from: Position,
  limit = MOST_CHARACTERS,
): Promise<Gathered> {
  const gathering = new Gathering(subjects, read, limit);
  for (let at: Position | null = from; at.subject < subjects.length;) {
    const stopped = await gathering.add(at);
    if (stopped) {
      const leftOut = wordsOf(subjects, stopped);
      return { results: gathering.results, hasMore: true, at: stopped, leftOut };
    }
    at = { subject: at.subject + 1, after: null, skip: 0 };
  }
  return { results: gathering.results, hasMore: false, at: null, leftOut: null };
}
