import type { EffectivePlatform } from '../inherit/policy/platform.js';

/** A dialect of @polyglot-sql/sdk. */
export type Dialect =
  | 'postgresql'
  | 'snowflake'
  | 'bigquery'
  | 'duckdb'
  | 'databricks'
  | 'redshift'
  | 'trino'
  | 'tsql'
  | 'mysql'
  | 'clickhouse'
  | 'oracle'
  | 'sqlite'
  | 'teradata'
  | 'starrocks'
  | 'doris'
  | 'exasol'
  | 'dremio'
  | 'singlestore'
  | 'materialize'
  | 'risingwave';

/** The dialects in which a model's SQL is tried, in order: the warehouse's own alone, where it is known. */
export type SqlDialect = readonly [Dialect, ...Dialect[]];

/** By the names of dbt's adapters. */
const DIALECTS: Readonly<Record<string, Dialect>> = {
  duckdb: 'duckdb',
  motherduck: 'duckdb',
  postgres: 'postgresql',
  postgresql: 'postgresql',
  alloydb: 'postgresql',
  greenplum: 'postgresql',
  snowflake: 'snowflake',
  bigquery: 'bigquery',
  // Databricks reads all that Spark does, and paths (`v:a.b`) beside it.
  spark: 'databricks',
  databricks: 'databricks',
  hive: 'databricks',
  glue: 'databricks',
  fabricspark: 'databricks',
  redshift: 'redshift',
  trino: 'trino',
  athena: 'trino',
  presto: 'trino',
  starburst: 'trino',
  sqlserver: 'tsql',
  tsql: 'tsql',
  fabric: 'tsql',
  synapse: 'tsql',
  mysql: 'mysql',
  clickhouse: 'clickhouse',
  oracle: 'oracle',
  sqlite: 'sqlite',
  teradata: 'teradata',
  starrocks: 'starrocks',
  doris: 'doris',
  exasol: 'exasol',
  dremio: 'dremio',
  singlestore: 'singlestore',
  materialize: 'materialize',
  risingwave: 'risingwave',
};

/** Nobody says which: those that take `"x"` for a name first. */
const DEFAULT_DIALECT: SqlDialect = ['duckdb', 'snowflake', 'databricks', 'bigquery', 'tsql'];

/** The dialect of a compute plugin's type, `duckdb` or `spark`. */
export function dialectOf(compute: string): SqlDialect {
  const known = Object.hasOwn(DIALECTS, compute) ? DIALECTS[compute] : undefined;
  return known ? [known] : DEFAULT_DIALECT;
}

/** The dialect of the platform's compute plugin (ADR-0021, Domain Manifest, `plugins.compute`). */
export const platformDialect = ({ services }: Pick<EffectivePlatform, 'services'>): SqlDialect =>
  dialectOf(services.find(({ kind }) => kind === 'compute')?.type ?? '');
