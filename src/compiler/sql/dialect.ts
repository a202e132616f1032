import type { EffectivePlatform } from '../inherit/policy/platform.js';

/** A grammar of node-sql-parser. */
export type Grammar = 'postgresql' | 'snowflake' | 'bigquery' | 'hive' | 'redshift' | 'trino' | 'mysql' | 'transactsql';

/** The grammars in which a model's SQL is tried, in order: the warehouse's own, then those that know what it lacks. */
export type SqlDialect = readonly [Grammar, ...Grammar[]];

const DIALECTS: Readonly<Record<string, SqlDialect>> = {
  duckdb: ['postgresql', 'snowflake', 'bigquery'],
  postgres: ['postgresql', 'snowflake', 'bigquery'],
  snowflake: ['snowflake', 'postgresql', 'bigquery'],
  spark: ['hive', 'bigquery', 'postgresql', 'snowflake'],
  bigquery: ['bigquery', 'snowflake', 'postgresql'],
  redshift: ['redshift', 'postgresql', 'snowflake'],
  trino: ['trino', 'postgresql', 'snowflake'],
};

const SAME: Readonly<Record<string, string>> = {
  databricks: 'spark',
  postgresql: 'postgres',
  motherduck: 'duckdb',
  athena: 'trino',
};

const DEFAULT_DIALECT: SqlDialect = ['postgresql', 'snowflake', 'bigquery'];

/** The dialect of a compute plugin's type, `duckdb` or `spark`. */
export const dialectOf = (compute: string): SqlDialect => DIALECTS[SAME[compute] ?? compute] ?? DEFAULT_DIALECT;

/** The dialect of the platform's compute plugin (ADR-0021, Domain Manifest, `plugins.compute`). */
export const platformDialect = ({ services }: Pick<EffectivePlatform, 'services'>): SqlDialect =>
  dialectOf(services.find(({ kind }) => kind === 'compute')?.type ?? '');
