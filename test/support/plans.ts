import pg from 'pg';
import type { Database, Transaction } from '../../src/entities/database.js';
import { cutPartitions } from '../../src/entities/partitions/cutPartitions.js';
import { ContractRow } from '../../src/entities/rows/contracts/ContractRow.js';
import { ContractChangeRow } from '../../src/entities/rows/contracts/ContractChangeRow.js';
import { EventRow } from '../../src/entities/rows/events/EventRow.js';
import { SearchEntryRow } from '../../src/entities/rows/products/SearchEntryRow.js';
import { DomainRow } from '../../src/entities/rows/platform/DomainRow.js';
import { CompilationRow } from '../../src/entities/rows/platform/CompilationRow.js';
import { SlaBreachRow } from '../../src/entities/rows/sla/SlaBreachRow.js';
import { SlaStatusRow } from '../../src/entities/rows/sla/SlaStatusRow.js';
import { OutputPortRow } from '../../src/entities/rows/products/OutputPortRow.js';
import { ProductRow } from '../../src/entities/rows/products/ProductRow.js';
import { TermUseRow } from '../../src/entities/rows/products/TermUseRow.js';
import { rows } from '../../src/entities/rows/index.js';
import { columnsOf, sql, tableOf, type RowClass } from '../../src/entities/sql.js';
import { atEndOfFile } from './atEnd.js';

/** A place of a statement's plan that reads a table, or one of its indices, from end to end. */
export interface Scan {
  readonly table: string;
  /** The table's rows came in the order that was asked for and the reading ends with the page. */
  readonly walked: boolean;
  readonly statement: string;
}

const TABLES = new Set(['search_trigrams', 'search_product_trigrams', ...rows.map((row) => tableOf(row))]);

/** The tables of a statement by the names it gives them. */
function tablesOf(statement: string): Map<string, string> {
  const named = statement.matchAll(/\b(?:FROM|JOIN)\s+([a-z_]+)(?:\s+(?:AS\s+)?([a-z]\w*))?/g);
  const standing = [...named].filter(([, table = '']) => TABLES.has(table));
  return new Map(
    standing.flatMap(([, table = '', alias = table]) => [[alias, table] as const, [table, table] as const]),
  );
}

/** Whether the outermost statement ends with a page. */
const paged = (statement: string): boolean => /LIMIT (\?|\$\d+|\d+|CASE WHEN .* END\))\s*$/s.test(statement.trim());

async function sqliteScans(db: Database, statement: string): Promise<Scan[]> {
  const asked = statement.replaceAll('?', 'NULL');
  const plan = await db.all<{ parent: number; detail: string }>(sql`EXPLAIN QUERY PLAN ${sql.raw(asked)}`);
  const tables = tablesOf(statement);
  const sorting = plan.filter(({ detail }) => /^USE TEMP B-TREE FOR .*ORDER BY/.test(detail));
  return plan.flatMap(({ parent, detail }) => {
    const sorted = sorting.some((step) => step.parent === parent);
    const alias = /^SCAN (\w+)/.exec(detail)?.[1];
    const table = alias === undefined ? undefined : tables.get(alias);
    if (table === undefined || / VIRTUAL TABLE INDEX \d+:M/.test(detail)) return [];
    return [{ table, walked: paged(statement) && !sorted, statement }];
  });
}

interface PostgresNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PostgresNode[];
}

function postgresNodes(node: PostgresNode, above: readonly string[], statement: string): Scan[] {
  const own = node['Node Type'];
  const whole = own === 'Seq Scan' || (/^Index/.test(own) && node['Index Cond'] === undefined);
  const table = node['Relation Name'];
  // What sorts above the page sorts no more than the page.
  const walked = own !== 'Seq Scan' && above.lastIndexOf('Limit') > above.lastIndexOf('Sort');
  const deeper = (node.Plans ?? []).flatMap((each) => postgresNodes(each, [...above, own], statement));
  return whole && table !== undefined ? [{ table, walked, statement }, ...deeper] : deeper;
}

/** Rows like the first of a table, each with other values in these columns, where `n` is their number. */
const MANY = 20_000;
async function multiply(
  tx: Transaction,
  row: RowClass<object>,
  other: Readonly<Record<string, string>>,
  many = MANY,
): Promise<void> {
  const columns = columnsOf(row).flatMap(({ column }) => (column === 'id' ? [] : [column]));
  const values = columns.map((column) => other[column] ?? `r."${column}"`);
  const table = tableOf(row);
  await tx.run(
    sql.raw(`INSERT INTO ${table} (${columns.map((each) => `"${each}"`).join(', ')})
    SELECT ${values.join(', ')} FROM (SELECT * FROM ${table} ORDER BY 1 LIMIT 1) r, generate_series(1, ${many}) n`),
  );
}

/** Makes a mesh so large that PostgreSQL plans for many rows; on a small one it reads everything and is right. */
export async function enlarge(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    const last = async (table: string): Promise<number> =>
      (await tx.one<{ id: number }>(sql.raw(`SELECT MAX(id) AS "id" FROM ${table}`)))?.id ?? 0;
    const DOMAINS = 500;
    await multiply(tx, DomainRow, { name: "'many' || n", namespace: "'many' || n", ordinal: '1000 + n' }, DOMAINS);
    const domain = (await last('domains')) - DOMAINS;
    await multiply(tx, SearchEntryRow, {
      key: "'many.p' || n",
      title: "'p' || n",
      text: "'many.p' || n",
      product_id: 'NULL',
    });
    const names = {
      fqn: "'many.p' || n",
      name: "'p' || n",
      catalog_key: "'9/' || n",
      consumer_count: 'n % 100',
      domain_id: `${domain} + 1 + n % ${DOMAINS}`,
    };
    const days = { published_at: `'2026-01-' || n`, owner_team: "'team ' || n % 900", owner_email: 'NULL' };
    await multiply(tx, ProductRow, Object.assign(names, days));
    const product = (await last('products')) - MANY;
    await multiply(tx, OutputPortRow, { fqn: "'many.p' || n || '.out'", product_id: `${product} + n` });
    const port = (await last('output_ports')) - MANY;
    await multiply(tx, ContractRow, {
      name: "'many-' || n",
      provider_port_id: `${port} + n`,
      consumer_product_id: `${product} + 1 + n % ${MANY}`,
    });
    const contract = (await last('contracts')) - MANY;
    await multiply(tx, EventRow, { seq: '1000000 + n' });
    await tx.run(sql.raw(`UPDATE event_counter SET last_seq = ${1_000_000 + MANY}`));
    await multiply(tx, ContractChangeRow, { seq: '1000000 + n', contract_id: `${contract} + n` });
    await multiply(tx, CompilationRow, { subject: "'many.p' || n" });
    const use = { term: 'customer', kind: 'port', key: 'many.p1.out', title: 'out', productId: product + 1 };
    await tx.insert(TermUseRow, [use]);
    await multiply(tx, TermUseRow, { term: "'t' || n" });
    const objective = { objective: 'freshness', metric: 'age', target: '6h', observed: '7h' } as const;
    await tx.insert(SlaBreachRow, [{ ...objective, portId: port, openedAt: '2026-01-15T12:00:00.000Z' }]);
    await multiply(tx, SlaBreachRow, { port_id: `${port} + n` });
    await tx.insert(SlaStatusRow, [{ ...objective, portId: port, state: 'breached' }]);
    await multiply(tx, SlaStatusRow, { port_id: `${port} + n` });
  });
  await cutPartitions(db, new Date('2099-01-01'));
  await db.transaction(async (tx) => {
    await multiply(tx, EventRow, { seq: '2000000 + n' });
    await tx.run(sql.raw(`UPDATE event_counter SET last_seq = ${2_000_000 + MANY}`));
    await multiply(tx, ContractChangeRow, { seq: '2000000 + n', contract_id: '(SELECT MAX(id) FROM contracts) - n' });
  });
  await cutPartitions(db, new Date('2099-02-01'));
  await db.transaction((tx) => tx.run(sql.raw('ANALYZE')));
}

const clients = new Map<string, Promise<pg.Client>>();

/** A connection with sequential scans, hashes and merges switched off, for tables that are small in a test. */
function planner(url: string): Promise<pg.Client> {
  const open = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url });
    atEndOfFile(() => client.end());
    await client.connect();
    for (const way of ['seqscan', 'hashjoin', 'mergejoin']) await client.query(`SET enable_${way} = off`);
    return client;
  };
  const client = clients.get(url) ?? open();
  clients.set(url, client);
  return client;
}

async function postgresScans(url: string, statement: string): Promise<Scan[]> {
  const { rows: plans } = await (
    await planner(url)
  ).query<{ 'QUERY PLAN': readonly { Plan: PostgresNode }[] }>(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${statement}`);
  return plans.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => postgresNodes(Plan, [], statement)));
}

/** The scans of a statement as the database at the URL plans it. */
export const scansOf = (db: Database, url: string, statement: string): Promise<Scan[]> =>
  db.dialect === 'sqlite' ? sqliteScans(db, statement) : postgresScans(url, statement);
