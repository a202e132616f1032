import type { Reader } from '../database.js';
import { sql, type Sql } from '../sql.js';
import { AGAIN, named, type Check } from './check.js';

interface Facet {
  readonly list: string;
  readonly facet: string;
  readonly value: Sql;
  readonly where: Sql;
}

const facet = (list: string, name: string, value = sql.raw(name), where = sql`TRUE`): Facet => ({
  list,
  facet: name,
  value,
  where,
});
const whole = (list: string, where = sql`TRUE`): Facet => facet(list, '', sql`''`, where);
const STANDING = sql`retired_at IS NULL`;

/** Everything that counters count (migrations/0011-counters.ts, 0016-feed-counters.ts). */
const FACETS: readonly Facet[] = [
  whole('products', STANDING),
  facet('products', 'domain', sql`CAST(domain_id AS text)`, STANDING),
  facet('products', 'pattern', sql`pattern`, STANDING),
  facet('products', 'owner', sql`owner_team`, sql`${STANDING} AND owner_team IS NOT NULL`),
  facet(
    'products',
    'owner',
    sql`owner_email`,
    sql`${STANDING} AND owner_email IS NOT NULL AND owner_email IS DISTINCT FROM owner_team`,
  ),
  whole('contracts'),
  facet('contracts', 'status'),
  whole('contract_changes'),
  facet('contract_changes', 'kind'),
  facet('contract_changes', 'severity'),
  facet('contract_changes', 'actor', sql`actor`, sql`actor IS NOT NULL`),
  whole('sla_breaches'),
  facet('sla_breaches', 'state', sql`CASE WHEN resolved_at IS NULL THEN 'open' ELSE 'resolved' END`),
];

const counted = ({ list, facet: name, value, where }: Facet): Sql =>
  sql`SELECT ${sql.raw(`'${list}' AS list, '${name}' AS facet,`)} ${value} AS value FROM ${sql.raw(list)} WHERE ${where}`;

/** How many entries of a list each of its counters counts among these rows. */
export const countedAmong = (list: string, rows: Sql, condition: Sql): Sql =>
  sql.join(
    FACETS.filter((each) => each.list === list).map(
      ({
        facet: name,
        value,
        where,
      }) => sql`SELECT ${sql.raw(`'${name}' AS "facet",`)} ${value} AS "value", COUNT(*) AS "count"
        FROM ${rows} WHERE ${where} AND ${condition} GROUP BY 2`,
    ),
    ' UNION ALL ',
  );

const EVERYTHING = sql.join(FACETS.map(counted), ' UNION ALL ');

/** SQLite keeps trigrams in tables of its own, of which one has a row for each text that is in the index. */
const INDEXES = [
  { table: 'search_trigrams', entries: sql`TRUE` },
  { table: 'search_product_trigrams', entries: sql`e.kind = 'product'` },
];

async function notIndexed(db: Reader): Promise<readonly string[]> {
  if (db.dialect === 'postgres') return [];
  const found: string[] = [];
  for (const { table, entries } of INDEXES) {
    const texts = sql.raw(`${table}_docsize`);
    const statement = sql`
      SELECT ${table} || ': ' || e.key AS "name" FROM search_entries e
      WHERE ${entries} AND NOT EXISTS (SELECT 1 FROM ${texts} d WHERE d.id = e.id)
      UNION ALL SELECT ${table} || ': entry ' || d.id FROM ${texts} d
      WHERE NOT EXISTS (SELECT 1 FROM search_entries e WHERE e.id = d.id AND ${entries})`;
    found.push(...(await named(statement)(db)));
  }
  return found;
}

/** What the database itself finds broken in its file, or between its tables. */
async function damaged(db: Reader): Promise<readonly string[]> {
  if (db.dialect === 'postgres') return [];
  const pages = await db.all<{ integrity_check: string }>(sql`PRAGMA integrity_check`);
  const keys = await db.all<{ table: string; rowid: number; parent: string }>(sql`PRAGMA foreign_key_check`);
  return [
    ...pages.flatMap(({ integrity_check: said }) => (said === 'ok' ? [] : [said])),
    ...keys.map(({ table, rowid, parent }) => `row ${rowid} of ${table} names none of ${parent}`),
  ];
}

/** What is kept so that it need not be counted or looked for. */
export const DERIVED_CHECKS: readonly Check[] = [
  {
    code: 'STORE_DAMAGED',
    what: 'The file of the store is damaged',
    mend: 'Restore the last backup (docs/operations.md).',
    found: damaged,
  },
  {
    code: 'COUNTER_WRONG',
    what: 'The counter is not the number of entries',
    mend: 'Set `count` of its row in `counters` to the number that is counted, while no server runs.',
    found: named(sql`
      SELECT 'counters: ' || w.list || CASE WHEN w.facet = '' THEN '' ELSE ' by ' || w.facet || ' ' || w.value END || ' is ' || CAST(w.kept AS text)
             || ', counted ' || CAST(w.counted AS text) AS "name"
      FROM (SELECT x.list, x.facet, x.value, SUM(x.kept) AS kept, SUM(x.counted) AS counted FROM (
              SELECT e.list, e.facet, e.value, 0 AS kept, COUNT(*) AS counted FROM (${EVERYTHING}) e
              GROUP BY e.list, e.facet, e.value
              UNION ALL SELECT c.list, c.facet, c.value, c.count, 0 FROM counters c) x
            GROUP BY x.list, x.facet, x.value) w
      WHERE w.kept <> w.counted ORDER BY 1`),
  },
  {
    code: 'SEARCH_INDEX_STALE',
    what: 'What is searched for and the index of its trigrams differ',
    mend: "INSERT INTO search_trigrams (search_trigrams) VALUES ('rebuild') with the sqlite3 shell; for products publish the next version.",
    found: notIndexed,
  },
  {
    code: 'SEARCH_ENTRY_MISSING',
    what: 'Search does not find it',
    mend: AGAIN,
    found: named(sql`
      SELECT w.key AS "name" FROM (
        SELECT 'product' AS kind, p.fqn AS key, p.id AS product_id FROM products p WHERE p.retired_at IS NULL
        UNION ALL SELECT 'port', o.fqn, o.product_id FROM output_ports o WHERE o.removed_at IS NULL
        UNION ALL SELECT 'model', m.fqn, m.product_id FROM models m) w
      WHERE NOT EXISTS (
        SELECT 1 FROM search_entries s WHERE s.product_id = w.product_id AND s.kind = w.kind AND s.key = w.key)
      UNION ALL SELECT d.name FROM domains d
      WHERE NOT EXISTS (SELECT 1 FROM search_entries s WHERE s.kind = 'domain' AND s.key = d.name) ORDER BY 1`),
  },
  {
    code: 'SEARCH_ENTRY_STALE',
    what: 'Search finds what does not stand',
    mend: AGAIN,
    found: named(sql`
      SELECT s.kind || ' ' || s.key AS "name" FROM search_entries s WHERE
        (s.kind = 'product' AND NOT EXISTS (SELECT 1 FROM products p WHERE p.id = s.product_id AND p.retired_at IS NULL))
        OR (s.kind IN ('port', 'column') AND NOT EXISTS (
          SELECT 1 FROM output_ports o WHERE o.fqn = s.key AND o.product_id = s.product_id AND o.removed_at IS NULL))
        OR (s.kind = 'model' AND NOT EXISTS (
          SELECT 1 FROM models m WHERE m.fqn = s.key AND m.product_id = s.product_id)) ORDER BY 1`),
  },
  {
    code: 'IDEMPOTENCY_KEY_UNANSWERED',
    what: 'The key is taken and has no answer',
    mend: 'Delete its row in `idempotency_keys`: what was asked under it may be asked again.',
    found: named(sql`
      SELECT k.verb || ' ' || k.key AS "name" FROM idempotency_keys k WHERE k.answer IS NULL ORDER BY 1`),
  },
];
