import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nearMatches } from '../../src/actions/kit/nearMatches.js';
import { Database } from '../../src/entities/database.js';
import { namesLike, LINEAGE_KINDS } from '../../src/entities/reads/search/namesLike.js';
import { sql } from '../../src/entities/sql.js';
import { putEntries, type SearchEntry } from '../../src/entities/writes/search.js';
import { databases, newDatabaseUrl } from '../support/databases.js';
import { scansOf } from '../support/plans.js';

const NOUNS = ['orders', 'customers', 'invoices', 'shipments', 'returns'];
const DOMAINS = ['sales', 'marketing', 'finance', 'logistics'];
const entry = (kind: string, key: string): SearchEntry => ({ kind, key, title: key, text: key.toLowerCase() });

/** Thousands of products that differ by domain, noun and number, and one that is like none of them. */
const PRODUCTS = [
  ...DOMAINS.flatMap((domain) =>
    NOUNS.flatMap((noun) => Array.from({ length: 200 }, (_, n) => `${domain}.${noun}-${String(n).padStart(5, '0')}`)),
  ),
  'sales.customer-360',
];

describe.each(databases)('names like one that is not there, on %s', (dialect) => {
  let url: string;
  let db: Database;
  beforeAll(async () => {
    url = await newDatabaseUrl(dialect);
    db = await Database.open(url);
    const ports = PRODUCTS.map((fqn) => entry('port', `${fqn}.rows`));
    await db.transaction((tx) => putEntries(tx, [...PRODUCTS.map((fqn) => entry('product', fqn)), ...ports]));
    if (dialect === 'postgres') await db.transaction((tx) => tx.run(sql`ANALYZE`));
  });
  afterAll(() => db.close());

  it.each([
    ['a letter at the beginning', 'zales.customer-360', 'sales.customer-360'],
    ['a letter in the middle', 'sales.kustomer-360', 'sales.customer-360'],
    ['a word run into another', 'sales.customer360', 'sales.customer-360'],
    ['the last digit', 'sales.customer-361', 'sales.customer-360'],
    ['a digit that is not there', 'finance.invoices-00199x', 'finance.invoices-00199'],
    ['upper case', 'Logistics.Returns-00042', 'logistics.returns-00042'],
    ['a plural', 'marketing.shipment-00107', 'marketing.shipments-00107'],
    ['another domain', 'legal.returns-00133', 'sales.returns-00133'],
    ['a word too many', 'sales.customer-360-gold', 'sales.customer-360'],
  ])('of thousands finds the one that was meant: %s', async (_, name, meant) => {
    expect(nearMatches(name, await namesLike(db, name, ['product']))).toContain(meant);
  });

  it('are of the kinds that were asked for', async () => {
    expect(nearMatches('sales.kustomer-360.rows', await namesLike(db, 'sales.kustomer-360.rows', ['port']))[0]).toBe(
      'sales.customer-360.rows',
    );
    expect(await namesLike(db, 'sales.kustomer-360', ['contract', 'model'])).toEqual([]);
  });

  it('are few however many names there are, in two statements that scan none', async () => {
    const { result, statements } = await db.countStatements(() => namesLike(db, 'sales.order-0001', LINEAGE_KINDS));
    expect(result.length).toBeLessThanOrEqual(4 * 40 + 4 * 200);
    expect(statements).toHaveLength(2);
    const scans = await Promise.all(statements.map((statement) => scansOf(db, url, statement)));
    // The vocabulary has each word once, whatever the number of names.
    expect(await db.all(sql`SELECT COUNT(*) AS "count" FROM words`)).toMatchObject([{ count: 4 + 5 + 2 }]);
    expect(scans.flat().filter(({ table, walked }) => table !== 'words' && !walked)).toEqual([]);
  });

  it('are none where nothing resembles it', async () => {
    expect(nearMatches('§', await namesLike(db, '§', LINEAGE_KINDS))).toEqual([]);
  });
});
