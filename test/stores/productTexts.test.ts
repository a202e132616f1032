import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/entities/database.js';
import { countOf, pageOf, type Page } from '../../src/entities/paging.js';
import { productText } from '../../src/entities/reads/search/like.js';
import { productsQuery, type ProductOrder } from '../../src/entities/reads/products.js';
import { ProductRow } from '../../src/entities/rows/products/ProductRow.js';
import { selectList, sql } from '../../src/entities/sql.js';
import { insertProductEntries, type SearchEntry } from '../../src/entities/writes/search.js';
import { openAcmeDatabase } from '../support/acmeStore.js';
import { databases } from '../support/databases.js';

const MANY = 600;
const textOf = (nth: number): string =>
  ['qxall', nth % 2 ? 'qxodd' : 'qxeven', nth % 40 ? '' : 'qxrare', `qxnumber-${nth}-`].join(' ');

/** Of 600 products a text is broad that more than 173 hold. */
const TEXTS = [
  'qxall',
  'QxOdd',
  'qxeven',
  'qxrare',
  'qxnumber-7-',
  'qxeven qxrare',
  'qxodd qxrare',
  'qx',
  'none of qx',
];
const ORDERS = ['FQN_ASC', 'FQN_DESC', 'CONSUMERS_DESC', 'PUBLISHED_AT_DESC', 'CATALOG_ASC'] as const;

const order = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
const BY: Readonly<Record<(typeof ORDERS)[number], (a: ProductRow, b: ProductRow) => number>> = {
  FQN_ASC: (a, b) => order(a.fqn, b.fqn),
  FQN_DESC: (a, b) => order(b.fqn, a.fqn),
  CONSUMERS_DESC: (a, b) => b.consumerCount - a.consumerCount || order(a.fqn, b.fqn),
  PUBLISHED_AT_DESC: (a, b) => order(b.publishedAt, a.publishedAt) || order(a.fqn, b.fqn),
  CATALOG_ASC: (a, b) => order(a.catalogKey, b.catalogKey),
};

describe.each(databases)('products by a text that many or few hold, on %s', (dialect) => {
  let db: Database;
  /** The standing products that were added, with what search knows of them. */
  let added: { readonly row: ProductRow; readonly text: string }[];
  beforeAll(async () => {
    db = await openAcmeDatabase(dialect);
    await db.transaction(async (tx) => {
      const [model] = await tx.all<ProductRow>(sql`SELECT ${selectList(ProductRow, 'p')} FROM products p LIMIT 1`);
      const copies = Array.from({ length: MANY }, (_, nth) => {
        const fqn = `many.p${(nth * 7919) % MANY}`;
        const names = { fqn, name: fqn, catalogKey: `9/${nth % 13}/${fqn}`, consumerCount: nth % 5 };
        const days = { publishedAt: `2026-02-${10 + (nth % 17)}`, retiredAt: nth % 50 === 1 ? '2026-03-01' : null };
        return Object.assign({}, model, { id: 10_000 + nth }, names, days);
      });
      await tx.insert(ProductRow, copies);
      // A port of every product holds what few of the products do.
      const entriesOf = ({ fqn, name }: ProductRow, nth: number): SearchEntry[] => [
        { kind: 'product', key: fqn, title: name, text: textOf(nth) },
        { kind: 'port', key: `${fqn}.out`, title: 'out', text: 'qxrare qxodd qxeven' },
      ];
      const entries = copies.map((row, nth) => ({ productId: row.id, entries: entriesOf(row, nth) }));
      await insertProductEntries(tx, entries);
      added = copies.map((row, nth) => ({ row, text: textOf(nth) })).filter(({ row }) => row.retiredAt === null);
    });
  });
  afterAll(() => db.close());

  const expected = (text: string, by: (typeof ORDERS)[number]): string[] =>
    added
      .filter((each) => each.text.includes(text.toLowerCase()))
      .map(({ row }) => row)
      .sort(BY[by])
      .map(({ fqn }) => fqn);

  /** The list cut into pages of these sizes, from its first entry or from its last. */
  async function read(
    text: string,
    by: ProductOrder,
    sizes: readonly number[],
    backward: boolean,
  ): Promise<string[][]> {
    const pages: string[][] = [];
    let cursor: string | undefined;
    for (const size of sizes) {
      const args = backward ? { last: size, before: cursor } : { first: size, after: cursor };
      const filter = { text, domains: null };
      const page: Page<ProductRow> = await pageOf(db, productsQuery(filter, by), args);
      pages.push(page.rows.map(({ fqn }) => fqn));
      const end = backward ? page.rows[0] : page.rows.at(-1);
      if (!end) break;
      cursor = page.cursorOf(end);
    }
    return pages;
  }

  it.each(['before the store has counted', 'once the store has counted'])(
    'are those of all products, in each order, cut anywhere, %s',
    async (when) => {
      if (when.startsWith('once')) await db.transaction((tx) => tx.run(sql.raw('ANALYZE')));
      const sizes = fc.array(fc.constantFrom(1, 3, 50, 200), { minLength: 1, maxLength: 4 });
      const asked = [fc.constantFrom(...TEXTS), fc.constantFrom(...ORDERS), sizes, fc.boolean()] as const;
      await fc.assert(
        fc.asyncProperty(...asked, async (text, by, cuts, backward) => {
          const all = expected(text, by);
          const pages = await read(text, by, cuts, backward);
          let taken = 0;
          for (const [nth, page] of pages.entries()) {
            const size = cuts[nth] ?? 0;
            const rest = backward ? all.slice(0, all.length - taken) : all.slice(taken);
            expect(page).toEqual(backward ? rest.slice(-size) : rest.slice(0, size));
            taken += page.length;
          }
          expect(await countOf(db, productsQuery({ text }, by))).toBe(all.length);
        }),
        { numRuns: 80, seed: 18 },
      );
    },
  );

  if (dialect === 'postgres')
    it('knows of how many products a word is that nothing else holds', async () => {
      await db.transaction((tx) => tx.run(sql`ANALYZE search_entries`));
      const taken = async (word: string): Promise<number> => {
        const [plan] = await db.all<{ 'QUERY PLAN': string }>(sql`EXPLAIN SELECT e.product_id FROM search_entries e
          WHERE ${productText([word])}`);
        return Number(/rows=(\d+)/.exec(plan?.['QUERY PLAN'] ?? '')?.[1]);
      };
      expect(await taken('qxall')).toBeGreaterThan(MANY / 2);
      expect(await taken('qxrare')).toBeLessThan(MANY / 4);
    });
});
