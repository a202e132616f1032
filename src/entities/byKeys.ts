import { sql, type Sql } from './sql.js';

/**
 * Publications ask by keys, and each key has an index. PostgreSQL keeps the plan of a statement only where that looks as
 * cheap as one for the very keys, which is seldom: it would plan most statements of a publication each time, and take as
 * long for that as for running them. So their plans are kept, and they go by indexes whatever the size of the tables when
 * they were made.
 */
const BY_KEYS = [
  'plan_cache_mode = force_generic_plan',
  ...['seqscan', 'hashjoin', 'mergejoin'].map((way) => `enable_${way} = off`),
]
  .map((setting) => `SET LOCAL ${setting}`)
  .join('; ');

/** Begins a transaction of PostgreSQL: one message, for what is planned anew has no name and no parameters. */
export const BEGIN_BY_KEYS = sql.anew(sql.raw(`BEGIN; ${BY_KEYS}`));
/** The same of one that reads. */
export const BEGIN_READING = sql.anew(sql.raw(`BEGIN READ ONLY; ${BY_KEYS}`));

/** After so many events PostgreSQL counts what is in a store that has just begun; later autovacuum sees to it in time. */
const COUNTED_AFTER = [100, 300, 1_000, 3_000, 10_000];

/** The tables that a publication asks. */
const ASKED = [
  ...['manifests', 'domains', 'namespaces', 'compilations', 'products', 'product_versions', 'output_ports'],
  ...['input_ports', 'models', 'catalog_tables', 'lineage_edges', 'contracts', 'contract_versions', 'search_entries'],
];

/** Has PostgreSQL count the rows of the tables that a publication asks; one that autovacuum is at is left to it. */
export const COUNT_ROWS = sql.anew(sql.raw(`ANALYZE (SKIP_LOCKED) ${ASKED.join(', ')}`));

/**
 * What has the rows of a store counted where the log grows from one number to another; null where it is not to be. A plan
 * that is made while nothing was ever counted takes a partial index for empty, and reads all of it.
 */
export const countedBetween = (before: number, after: number): Sql | null =>
  COUNTED_AFTER.some((seq) => before < seq && seq <= after) ? COUNT_ROWS : null;
