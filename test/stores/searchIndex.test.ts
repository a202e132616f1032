import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SearchIndex1764700000012 } from '../../migrations/0012-search-index.js';
import { migrations } from '../../migrations/index.js';
import { Database } from '../../src/entities/database.js';
import { countOf, pageOf, type Page } from '../../src/entities/paging.js';
import { searchHits, searchQuery } from '../../src/entities/reads/search/searchQuery.js';
import type { SearchEntryRow } from '../../src/entities/rows/products/SearchEntryRow.js';
import { sql } from '../../src/entities/sql.js';
import { putEntries, type SearchEntry } from '../../src/entities/writes/search.js';
import { atEnd } from '../support/atEnd.js';
import { databases, newDatabaseUrl, openTestDatabase } from '../support/databases.js';

const letter = fc.constantFrom(...'aabbc.-_%\\"\'*é漢😀 ');
const text = fc.string({ unit: letter, maxLength: 14 });
const word = fc.string({ unit: letter, minLength: 1, maxLength: 5 }).filter((each) => each.trim() !== '');
/** How many migrations come before the one that makes the index. */
const BEFORE_TRIGRAMS = migrations.indexOf(SearchIndex1764700000012);
const KINDS = ['domain', 'namespace'];

const search = async (db: Database, asked: string, kinds: string[] | null = null): Promise<string[]> =>
  (await pageOf<SearchEntryRow>(db, searchQuery(asked, { kinds }), { first: 1000 })).rows.map(({ key }) => key).sort();

describe.each(databases)('the index of search on %s', (dialect) => {
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase(dialect);
  });
  afterAll(() => db.close());

  it('finds what holds every word, letter by letter, after any entries were put, changed and taken out', async () => {
    const standing = new Map<string, { readonly kind: string; readonly text: string }>();
    const entry = fc.record({ kind: fc.constantFrom(...KINDS), key: fc.constantFrom('a', 'b', 'c', 'd'), text });
    const kinds = fc.constantFrom(null, ['domain'], KINDS);
    await fc.assert(
      fc.asyncProperty(
        ...([fc.array(entry, { maxLength: 3 }), fc.array(word, { minLength: 1, maxLength: 3 }), kinds] as const),
        async (entries, words, only) => {
          for (const each of entries) {
            const key = `${each.kind} ${each.key}`;
            await db.transaction((tx) => putEntries(tx, [{ kind: each.kind, key, title: key, text: each.text }]));
            standing.set(key, each);
          }
          const asked = words.join(' ').trim().split(/\s+/);
          const expected = [...standing]
            .filter(
              ([, { kind, text: held }]) => (only ?? KINDS).includes(kind) && asked.every((one) => held.includes(one)),
            )
            .map(([key]) => key);
          expect(await search(db, words.join(' '), only)).toEqual(expected.sort());
          expect(await countOf(db, searchHits(words.join(' '), { kinds: only }))).toBe(expected.length);
        },
      ),
      { numRuns: 150, seed: 12 },
    );
  });
});

describe.each(databases)('a word that very many entries hold, on %s', (dialect) => {
  const MANY = 2500;
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase(dialect);
    const entry = (title: string) => ({
      kind: 'contract',
      key: `shop.${title}`,
      title,
      text: `shop.${title} of orders`,
    });
    const many = Array.from({ length: MANY }, (_, nth) => entry(`entry-${String(nth).padStart(5, '0')}`));
    await db.transaction((tx) => putEntries(tx, [...many, entry('orders-late'), entry('orders')]));
  });
  afterAll(() => db.close());

  const page = (asked: string, first: number, after?: string) =>
    pageOf<SearchEntryRow>(db, searchQuery(asked, {}), { first, after });

  it('has the whole name first and what begins with it next, wherever they stand', async () => {
    const { rows } = await page('Orders', 4);
    expect(rows.map(({ title }) => title)).toEqual(['orders', 'orders-late', 'entry-00000', 'entry-00001']);
  });

  it('is counted whole; ranked are the first of it, page after page each once', async () => {
    expect(await countOf(db, searchHits('orders', {}))).toBe(MANY + 2);
    const seen: string[] = [];
    let after: string | undefined;
    for (;;) {
      const { rows, hasNextPage, cursorOf } = await page('orders', 400, after);
      seen.push(...rows.map(({ title }) => title));
      const last = rows.at(-1);
      if (!hasNextPage || !last) break;
      after = cursorOf(last);
    }
    expect(seen).toHaveLength(1002);
    expect(new Set(seen).size).toBe(1002);
  });

  it('finds another word that few of them hold among all', async () => {
    expect(await search(db, 'orders entry-02499')).toEqual(['shop.entry-02499']);
  });
});

/** An entry with its place in the order in which entries were put. */
type Placed = SearchEntry & { readonly id: number };

/** What search answers, found by looking at every entry. */
function byLooking(entries: readonly Placed[], term: string, kinds: readonly string[] | null): string[] {
  const hits = entries.filter(
    ({ kind, text: held }) => (kinds?.includes(kind) ?? true) && term.split(' ').every((one) => held.includes(one)),
  );
  const titleOf = ({ title }: Placed): string => title.toLowerCase();
  const named = hits.filter((each) => titleOf(each).startsWith(term));
  const byTitle = named.sort((a, b) => order(titleOf(a), titleOf(b)) || a.id - b.id);
  const rank = (each: Placed): number =>
    [titleOf(each), each.key].includes(term)
      ? 0
      : [titleOf(each), each.key].some((name) => name.startsWith(term))
        ? 1
        : 2;
  return [...new Set([...hits.slice(0, 1000), ...byTitle.slice(0, 1000)])]
    .sort((a, b) => rank(a) - rank(b) || order(a.title, b.title) || order(a.kind, b.kind) || order(a.key, b.key))
    .map(({ key }) => key);
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

describe.each(databases)('pages of what broad and rare words find, on %s', (dialect) => {
  const digits = (nth: number): string => String(nth).padStart(4, '0');
  const numbered = (many: number, of: (nth: number) => SearchEntry): SearchEntry[] =>
    Array.from({ length: many }, (_, nth) => of(nth));
  const put = [
    ...numbered(1500, (nth) => {
      const key = `shop.entry-${digits(nth)}`;
      return { kind: nth % 3 ? 'contract' : 'domain', key, title: `Entry-${digits(nth)}`, text: `${key} of orders` };
    }),
    // Named so, but every other one holds the word nowhere else.
    ...numbered(1400, (nth) => {
      const text = nth % 2 ? 'nothing of it' : `shop.orders-${digits(nth)}`;
      return { kind: 'namespace', key: `shop/${digits(nth)}`, title: `orders-${digits(nth)}`, text };
    }),
    { kind: 'domain', key: 'orders', title: 'orders', text: 'orders' },
  ];
  const placed = put.map((entry, id) => ({ ...entry, id }));
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase(dialect);
    await db.transaction((tx) => putEntries(tx, put));
  });
  afterAll(() => db.close());

  /** Whether the database has counted what its tables hold, by which PostgreSQL chooses the way. */
  it.each(['before the store has counted', 'once the store has counted'])(
    'are those of all entries, cut anywhere, %s',
    async (when) => {
      if (when.startsWith('once')) await db.transaction((tx) => tx.run(sql.raw('ANALYZE')));
      const terms = [
        'orders',
        'entry-',
        'shop',
        'entry-0042',
        'orders-13',
        'orders 0042',
        'of orders',
        'orders of',
        'rd',
        'none',
      ];
      const kinds = fc.constantFrom(null, ['namespace'], ['domain', 'contract']);
      const cuts = fc.array(fc.constantFrom(1, 2, 10, 499, 700), { minLength: 1, maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...terms), kinds, cuts, async (term, only, sizes) => {
          const expected = byLooking(placed, term, only);
          let [at, after]: [number, string | undefined] = [0, undefined];
          for (const first of sizes) {
            const page: Page<SearchEntryRow> = await pageOf(db, searchQuery(term, { kinds: only }), { first, after });
            expect(page.rows.map(({ key }) => key)).toEqual(expected.slice(at, at + first));
            expect(page.hasNextPage).toBe(expected.length > at + first);
            const last = page.rows.at(-1);
            if (!last) break;
            [at, after] = [at + first, page.cursorOf(last)];
          }
        }),
        { numRuns: 60, seed: 17 },
      );
    },
  );
});

describe('a user who may not make extensions on PostgreSQL', () => {
  it('gets a store without the index of search, and the same answers', async () => {
    const url = await newDatabaseUrl('postgres');
    const owner = await Database.open(url);
    const user = `floe_${randomUUID().replaceAll('-', '')}`;
    const asOwner = (statement: string): Promise<void> => owner.transaction((tx) => tx.run(sql.raw(statement)));
    for (let step = migrations.length; step > BEFORE_TRIGRAMS; step--) await owner.undoLastMigration();
    await asOwner('DROP EXTENSION pg_trgm');
    await asOwner(`CREATE ROLE ${user} LOGIN PASSWORD '${user}'`);
    await asOwner(`GRANT CREATE ON SCHEMA public TO ${user}`);
    const tables = await owner.all<{ name: string }>(
      sql`SELECT tablename AS "name" FROM pg_tables WHERE schemaname = 'public'`,
    );
    for (const { name } of tables) await asOwner(`ALTER TABLE ${name} OWNER TO ${user}`);
    atEnd(async () => {
      await asOwner(`REASSIGN OWNED BY ${user} TO CURRENT_USER`);
      await asOwner(`DROP OWNED BY ${user}`);
      await asOwner(`DROP ROLE ${user}`);
      await owner.close();
    });
    const { host, pathname } = new URL(url);
    const db = await Database.open(`postgres://${user}:${user}@${host}${pathname}`);
    atEnd(() => db.close());
    expect(await db.pendingMigrations()).toBe(0);
    expect(await db.all(sql`SELECT 1 FROM pg_indexes WHERE indexname LIKE '%trigrams'`)).toEqual([]);
    await db.transaction((tx) =>
      putEntries(tx, [{ kind: 'domain', key: 'sales', title: 'sales', text: 'sales sales' }]),
    );
    expect(await search(db, 'sale')).toEqual(['sales']);
  });
});
