import { createActions } from '../src/actions/createActions.js';
import { Database } from '../src/entities/database.js';
import { generateMesh } from '../test/support/generateMesh.js';
import { openDriver, type Driver } from './stores/handwritten.js';
import { insert } from './stores/insert.js';
import { median } from './measure.js';
import type { Measured } from './measured.js';
import { publishAll } from './publish/publishing.js';
import type { Dialect, Stores } from './stores/stores.js';

const PRODUCTS = 100;
/** Events of one request, and of one transaction on both sides. */
const AT_ONCE = 100;
const ROUNDS = 3;
/** When the first run ended; each next ended a second later. */
const NOON = Date.parse('2026-01-15T12:00:00.000Z');
const NAMESPACE = 'snowflake://bench';
/** What events write, row by row; besides how its objectives stand, of each port that they speak of. */
const WRITTEN = ['observation_ids', 'observations'] as const;

type Row = Readonly<Record<string, unknown>>;
type Rows = Readonly<Record<(typeof WRITTEN)[number] | 'sla_statuses', readonly Row[]>>;

/** The end of the nth run: it made one table of another. */
function event(nth: number, tables: readonly string[]): object {
  const dataset = (index: number): object => ({ namespace: NAMESPACE, name: `prod.${tables[index % tables.length]}` });
  return {
    eventType: 'COMPLETE',
    eventTime: new Date(NOON + nth * 1_000).toISOString(),
    run: { runId: `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}` },
    job: { namespace: 'bench', name: `make ${nth % tables.length}` },
    producer: 'https://example.com/bench',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    inputs: [dataset(nth + 1)],
    outputs: [dataset(nth)],
  };
}

async function lastIds(driver: Driver): Promise<Record<string, number>> {
  const last: Record<string, number> = {};
  for (const table of WRITTEN) {
    const [row] = await driver.all(`SELECT COALESCE(MAX(id), 0) AS id FROM ${table}`, []);
    last[table] = Number(row?.['id']);
  }
  return last;
}

/** The events of a round, request by request; milliseconds, and the rows that they wrote. */
async function taking(url: string, driver: Driver, events: readonly object[]): Promise<{ ms: number; rows: Rows }> {
  const before = await lastIds(driver);
  const db = await Database.open(url);
  const clock = { now: () => new Date('2026-06-01T00:00:00.000Z') };
  const actions = createActions({ db, clock, actor: { name: 'bench' }, registry: { base: null } });
  const start = performance.now();
  for (let at = 0; at < events.length; at += AT_ONCE)
    await actions.ingestLineage({ events: events.slice(at, at + AT_ONCE) });
  const ms = performance.now() - start;
  await db.close();
  const written = async (table: string) =>
    driver.all(`SELECT * FROM ${table} WHERE id > ? ORDER BY id`, [before[table]]);
  const rows = {
    observation_ids: await written('observation_ids'),
    observations: await written('observations'),
    sla_statuses: await driver.all('SELECT * FROM sla_statuses', []),
  };
  if (rows.observations.length < events.length)
    throw new Error(`${events.length} events made ${rows.observations.length} observations`);
  return { ms, rows };
}

/** Writes how these objectives stand, over what stood of them. */
async function upsert(driver: Driver, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const tuples = rows.map(() => `(${columns.map(() => '?').join(', ')})`).join(', ');
  const over = columns.filter((each) => each !== 'id').map((each) => `"${each}" = excluded."${each}"`);
  await driver.all(
    `INSERT INTO sla_statuses (${columns.map((each) => `"${each}"`).join(', ')}) VALUES ${tuples}
     ON CONFLICT (id) DO UPDATE SET ${over.join(', ')}`,
    rows.flatMap((row) => columns.map((each) => row[each])),
  );
}

/** Writes the same rows in as many transactions, into a store that has the same tables; milliseconds. */
async function inserting(driver: Driver, rows: Rows, transactions: number): Promise<number> {
  const start = performance.now();
  for (let nth = 0; nth < transactions; nth += 1) {
    await driver.all('BEGIN', []);
    for (const table of WRITTEN) {
      const all = rows[table];
      const part = (of: number): number => Math.floor((all.length * of) / transactions);
      await insert(driver, table, all.slice(part(nth), part(nth + 1)));
      if (table === 'observations') {
        const ports = new Set(all.slice(part(nth), part(nth + 1)).map((row) => row['port_id']));
        await upsert(
          driver,
          rows.sla_statuses.filter((row) => ports.has(row['port_id'])),
        );
      }
    }
    await driver.all('COMMIT', []);
  }
  return performance.now() - start;
}

async function compare(dialect: Dialect, count: number, stores: Stores): Promise<Measured> {
  const [ours, bare] = [await stores.empty(dialect), await stores.empty(dialect)];
  for (const url of [ours, bare]) {
    const db = await Database.open(url);
    await publishAll(db, generateMesh({ products: PRODUCTS }));
    await db.close();
  }
  const [driver, other] = [openDriver(ours), openDriver(bare)];
  try {
    if (dialect === 'SQLite') await other.all('PRAGMA synchronous = FULL', []);
    const tables = (await driver.all('SELECT table_name FROM output_ports ORDER BY id', [])).map((row) =>
      String(row['table_name']),
    );
    const pairs: { taken: number; inserted: number }[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const events = Array.from({ length: count }, (_, nth) => event(round * count + nth, tables));
      const { ms, rows } = await taking(ours, driver, events);
      const pair = { taken: ms, inserted: await inserting(other, rows, Math.ceil(count / AT_ONCE)) };
      if (round > 0) pairs.push(pair); // the first makes the edges, and warms both
    }
    const value = median(pairs.map(({ taken, inserted }) => inserted / taken));
    const perSecond = (side: 'taken' | 'inserted'): string =>
      ((1000 * count) / median(pairs.map((pair) => pair[side]))).toFixed(0);
    console.log(
      `${dialect}: ${perSecond('taken')} events/s, their rows inserted ${perSecond('inserted')}/s: ${value.toFixed(3)}`,
    );
    return { name: `ingest.lineage.${dialect}`, size: count, value };
  } finally {
    await driver.close();
    await other.close();
  }
}

/** Events of OpenLineage, a hundred a request, beside inserting the rows that they write by the bare driver. */
export async function benchIngest(sizes: readonly number[], stores: Stores): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const count of sizes)
    for (const dialect of stores.dialects) measured.push(await compare(dialect, count, stores));
  console.log(`\nmethod: medians of ${ROUNDS} rounds in turn; transactions of ${AT_ONCE} events on both sides`);
  return measured;
}
