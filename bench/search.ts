import { deepStrictEqual } from 'node:assert';
import { parse } from 'graphql';
import { Database } from '../src/entities/database.js';
import { catalogResolvers } from '../src/resolvers/index.js';
import { buildCatalogSchema } from '../src/schema/buildSchema.js';
import { generateMesh } from '../test/support/generateMesh.js';
import { asker, type Ask } from './asker.js';
import { openDriver, type Driver } from './stores/handwritten.js';
import { round, sideBySide } from './measure.js';
import type { Measured } from './measured.js';
import { publishAll } from './publish/publishing.js';
import type { Dialect, Stores } from './stores/stores.js';

const PAGE = 10;
/** As src/entities/reads/search ranks them. */
const RANKED = 1000;
/** Every entry holds it, and its name begins with it. */
const BROAD = 'ledger';
/** One of 20,000 words, each of which as many entries hold. */
const RARE = 'w00042';

const SEARCH = parse(
  `query ($text: String!) { search(text: $text, first: ${PAGE}) { nodes { ... on Model { fqn } } } }`,
);

/** Models of one product by SQL, with what is searched of them: `ledger_0000042_w00042`. */
async function fill(driver: Driver, entries: number): Promise<void> {
  const [product] = await driver.all('SELECT MIN(id) AS id FROM products', []);
  const name = (digits: number, number: string): string => `SUBSTR(CAST(${10 ** digits} + ${number} AS text), 2)`;
  const numbered = `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${entries}),
    named AS (SELECT 'ledger_' || ${name(7, 'i')} || '_w' || ${name(5, 'i % 20000')} AS name FROM n)`;
  const id = String(product?.['id']);
  await driver.all(
    `INSERT INTO models (fqn, product_id, name, columns, tests, coverage)
     ${numbered} SELECT 'made.by-sql#' || name, ${id}, name, '[]', '[]', 100 FROM named`,
    [],
  );
  await driver.all(
    `INSERT INTO search_entries (kind, key, title, text, product_id, domain, owner)
     ${numbered} SELECT 'model', 'made.by-sql#' || name, name, 'made.by-sql#' || name || ' ledger of a customer, by day',
       ${id}, 'made', 'made-team' FROM named`,
    [],
  );
  await driver.all('ANALYZE', []);
}

/** What the first page takes by hand: one statement, ranked as the catalog ranks. */
function byHand(driver: Driver, dialect: Dialect, text: string): () => Promise<unknown> {
  const like = `e.text LIKE '%${text}%'`;
  const found =
    dialect === 'SQLite'
      ? `SELECT e.id, e.kind, e.key, e.title FROM search_trigrams f CROSS JOIN search_entries e
         WHERE f.search_trigrams MATCH '"${text}"' AND e.id = f.rowid AND ${like} ORDER BY f.rowid LIMIT ${RANKED}`
      : `SELECT e.id, e.kind, e.key, e.title FROM search_entries e WHERE ${like} ORDER BY e.id LIMIT ${RANKED}`;
  const begun = `SELECT e.id, e.kind, e.key, e.title FROM search_entries e
    WHERE e.kind <> 'column' AND LOWER(e.title) >= '${text}' AND LOWER(e.title) < '${text}\u{10FFFF}' AND ${like}
    ORDER BY LOWER(e.title), e.id LIMIT ${RANKED}`;
  const statement = `SELECT m.fqn FROM (
      SELECT h.*, CASE WHEN LOWER(h.title) = '${text}' OR LOWER(h.key) = '${text}' THEN 0
                       WHEN LOWER(h.title) LIKE '${text}%' OR LOWER(h.key) LIKE '${text}%' THEN 1 ELSE 2 END AS rank
      FROM (SELECT * FROM (${found}) f UNION SELECT * FROM (${begun}) b) h
      ORDER BY rank, h.title, h.kind, h.key LIMIT ${PAGE}) s
    JOIN models m ON m.fqn = s.key ORDER BY s.rank, s.title, s.kind, s.key`;
  return async () => ({ search: { nodes: await driver.all(statement, []) } });
}

async function measureOn(dialect: Dialect, entries: number, ask: Ask, driver: Driver): Promise<Measured[]> {
  const times = async (what: string, ours: () => Promise<unknown>, limit: () => Promise<unknown>): Promise<number> => {
    const figures = await sideBySide(ours, limit);
    const value = figures.limit.perSecond / figures.ours.perSecond;
    console.log(
      `| ${what} | ${round(figures.ours.perSecond)} | ${round(figures.limit.perSecond)} | ${value.toFixed(2)} |`,
    );
    return value;
  };
  const search = (text: string) => () => ask(SEARCH, { text });
  const size = entries;
  console.log(`\n## ${entries} entries on ${dialect}\n\n| | per second | beside | times as long |\n|---|--:|--:|--:|`);
  const measured: Measured[] = [];
  for (const [name, text] of Object.entries({ rare: RARE, broad: BROAD })) {
    const hand = byHand(driver, dialect, text);
    deepStrictEqual(await search(text)(), await hand(), `${text}: both ways must give the same page`);
    const value = await times(`the first page of a ${name} word, by hand`, search(text), hand);
    measured.push({ name: `search.${name}-of-hand.${dialect}`, size, value });
  }
  const value = await times('a broad word, beside a rare one', search(BROAD), search(RARE));
  measured.push({ name: `search.broad-of-rare.${dialect}`, size, value });
  const near = RARE.replace('w0', 'wx0');
  await times('a word that is misspelt, beside the rare one', search(`${near}z`), search(RARE));
  return measured;
}

/** `npm run bench search`: the first page among a million entries, made by SQL, beside the statement by hand. */
export async function benchSearch(sizes: readonly number[], stores: Stores): Promise<Measured[]> {
  const { schema } = buildCatalogSchema(catalogResolvers);
  const measured: Measured[] = [];
  for (const dialect of stores.dialects)
    for (const entries of sizes) {
      const url = await stores.empty(dialect);
      const db = await Database.open(url);
      const driver = openDriver(url);
      try {
        await publishAll(db, generateMesh({ products: 10 }));
        const begun = performance.now();
        await fill(driver, entries);
        console.log(`(${entries} entries on ${dialect} after ${((performance.now() - begun) / 1000).toFixed(0)} s)`);
        measured.push(...(await measureOn(dialect, entries, asker(schema, db), driver)));
      } finally {
        await driver.close();
        await db.close();
      }
    }
  return measured;
}
