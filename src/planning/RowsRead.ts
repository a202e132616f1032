import { countsByParent, pagesByParent, type Page } from '../entities/paging.js';
import { rowsBy } from '../entities/reads/rows.js';
import { isJson, type Joined, type RowClass, type Wanted } from '../entities/wanted.js';
import { LOOKUPS, type LookupName } from '../resolvers/loaders/lookups.js';
import { Answered } from '../resolvers/paging/connection.js';
import { pageRange } from '../resolvers/paging/pageRange.js';
import type { Listing, Lookup } from '../resolvers/readings/reading.js';
import type { Asked, Run } from './Run.js';

export type Row = Record<string, unknown>;

/** A page of a list, and how many entries it has, as far as they were asked for; it answers as a connection does. */
export class PageOfRows extends Answered<Row> {
  private constructor(
    page: Page<Row>,
    readonly totalCount: number,
  ) {
    super(page, page.rows);
  }

  static of(page: Page<Row> | null | undefined, count: number | null | undefined): PageOfRows {
    return new PageOfRows(page ?? EMPTY, count ?? 0);
  }
}

const EMPTY: Page<Row> = { rows: [], hasNextPage: false, hasPreviousPage: false, cursorOf: () => '' };

/** A page of the list where `page` reads one, the number of its entries where `count` does. */
export interface WhatOfList {
  page: boolean;
  count: boolean;
}

interface Listed {
  readonly name: string;
  readonly listing: Listing;
  readonly asked: Asked;
  readonly read: RowsRead;
  readonly what: WhatOfList;
}

interface LookedUp {
  readonly name: string;
  readonly lookup: LookupName;
  readonly key: string;
  readonly read: RowsRead;
}

/** So many rows in a chain come in one statement; names of their columns grow with it, and PostgreSQL cuts those of 64 bytes. */
const DEPTH = 3;

/** The rows of a lookup by their keys, with all that is read below them. */
export async function lookUp(
  name: LookupName,
  keys: readonly unknown[],
  read: RowsRead,
  run: Run,
): Promise<ReadonlyMap<unknown, Row | Row[]>> {
  const { row, by, many, choice } = LOOKUPS[name];
  const wanted = [...new Set(keys)].filter((key) => key !== null) as (string | number)[];
  const found = new Map<unknown, Row | Row[]>(many ? wanted.map((key) => [key, []]) : []);
  if (wanted.length === 0) return found;
  const rows = (await rowsBy(run.db, row as RowClass<object>, by as never, wanted, choice, read)) as Row[];
  for (const each of rows) {
    if (many) (found.get(each[by]) as Row[]).push(each);
    else found.set(each[by], each);
  }
  await read.below(rows, run);
  return found;
}

/**
 * What is read of the rows that stand at one place of a document: their columns, and what they lead to, all rows at once.
 * What is found stands in each row under a name of its own.
 */
export class RowsRead implements Wanted {
  readonly columns = new Set<string>();
  readonly joined: Joined[] = [];
  places = false;
  private readonly lookups = new Map<string, LookedUp>();
  private readonly lists = new Map<string, Listed>();
  private followed: readonly LookedUp[] = [];
  private joinedReads: readonly LookedUp[] = [];
  /** How far the rows lead that come with these. */
  private depth = 0;

  constructor(readonly row: RowClass<object>) {}

  /** Reads what a column of the row looks up. */
  lookup({ name: lookup, key }: Lookup): LookedUp {
    const place = `${lookup} ${key}`;
    const { row, by } = LOOKUPS[lookup];
    const made = this.lookups.get(place) ?? { name: `r${this.lookups.size}`, lookup, key, read: new RowsRead(row) };
    this.lookups.set(place, made);
    made.read.columns.add(by);
    return made;
  }

  /** Reads a list of each row; one that is asked with the same arguments again is the same. */
  list(listing: Listing, asked: Asked, args: string, row: RowClass<object>): Listed {
    const place = `${listing.name} ${args}`;
    const what = { page: false, count: false };
    const name = `l${this.lists.size}`;
    const made = this.lists.get(place) ?? { name, listing, asked, read: new RowsRead(row), what };
    this.lists.set(place, made);
    this.columns.add('id');
    made.read.columns.add('id');
    return made;
  }

  /**
   * Called once all is known that is read: what costs nothing more comes with the row itself, but where the rows were read
   * by others (`given`).
   */
  settle(given = false): void {
    const all = [...this.lookups.values()];
    for (const { read } of [...all, ...this.lists.values()]) read.settle();
    this.joinedReads = given ? [] : all.filter(({ lookup, read }) => LOOKUPS[lookup].by === 'id' && read.isLight);
    this.depth = Math.max(0, ...this.joinedReads.map(({ read }) => read.depth + 1));
    this.followed = all.filter((each) => !this.joinedReads.includes(each));
    for (const { name, key, read } of this.joinedReads) this.joined.push({ name, key, wanted: read });
    for (const { key } of this.followed) this.columns.add(key);
  }

  /** Without JSON, which would be parsed for each row that refers to this one, and without a long chain of others. */
  private get isLight(): boolean {
    return this.depth < DEPTH && [...this.columns].every((column) => !isJson(this.row, column));
  }

  /** Reads all that these rows lead to. */
  async below(rows: readonly Row[], run: Run): Promise<void> {
    if (rows.length === 0) return;
    await Promise.all([
      ...this.followed.map((each) => this.follow(each, rows, run)),
      ...[...this.lists.values()].map((each) => this.page(each, rows, run)),
      ...this.joinedReads.map(({ name, read }) =>
        read.below(
          rows.flatMap((row): Row[] => (row[name] ? [row[name] as Row] : [])),
          run,
        ),
      ),
    ]);
  }

  private async follow({ name, lookup, key, read }: LookedUp, rows: readonly Row[], run: Run): Promise<void> {
    const found = await lookUp(
      lookup,
      rows.map((row) => row[key]),
      read,
      run,
    );
    for (const row of rows) row[name] = found.get(row[key]) ?? null;
  }

  private async page({ name, listing, asked, read, what }: Listed, rows: readonly Row[], run: Run): Promise<void> {
    const args = run.args(asked);
    const range = pageRange(args);
    const ids = [...new Set(rows.map(({ id }) => id as number))];
    const [pages, counts] = await Promise.all([
      what.page ? pagesByParent<Row>(run.db, listing.query(ids, args, 'page'), ids, range, read) : null,
      what.count ? countsByParent(run.db, listing.query(ids, args, 'count'), ids) : null,
    ]);
    await read.below(
      [...(pages?.values() ?? [])].flatMap((page) => page.rows),
      run,
    );
    for (const row of rows) {
      const id = row['id'] as number;
      row[name] = PageOfRows.of(pages?.get(id), counts?.get(id));
    }
  }
}
