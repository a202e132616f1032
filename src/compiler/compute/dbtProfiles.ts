import type { Mapping } from '../values/json.js';
import type { Plugin } from './chosenPlugin.js';
import { textOf } from './settings.js';

/** What dbt is told of the place where a product runs. */
export interface ProfileOf {
  /** The name of the profile, as dbt_project.yml states it. */
  readonly profile: string;
  /** Where tables lie of which no layer says it. */
  readonly schema: string;
  readonly compute: Plugin;
}

/** A value that is read when dbt runs: no secret and nothing of one machine stands in a file. */
const env = (name: string, usual?: string | number): string =>
  usual === undefined ? `{{ env_var('${name}') }}` : `{{ env_var('${name}', '${usual}') }}`;

const THREADS = "{{ env_var('DBT_THREADS', '4') | as_number }}";

type Output = (of: ProfileOf) => Mapping;

/** What a manifest may state, as text. */
const stated = (compute: Plugin, name: string): string | undefined => textOf(compute, '', name) || undefined;

/** dbt-duckdb: one file, https://github.com/duckdb/dbt-duckdb. */
const duckdb: Output = ({ profile, schema }) => ({
  type: 'duckdb',
  path: env('DUCKDB_PATH', `target/${profile}.duckdb`),
  schema,
  threads: THREADS,
});

/** dbt-spark over Thrift, https://docs.getdbt.com/docs/core/connect-data-platform/spark-setup. */
const spark: Output = ({ schema, compute }) => ({
  type: 'spark',
  method: 'thrift',
  host: env('SPARK_HOST', stated(compute, 'host')),
  port: `{{ env_var('SPARK_PORT', '${stated(compute, 'port') ?? '10000'}') | as_number }}`,
  user: env('SPARK_USER'),
  schema,
  threads: THREADS,
});

/** dbt-snowflake, https://docs.getdbt.com/docs/core/connect-data-platform/snowflake-setup. */
const snowflake: Output = ({ schema, compute }) => ({
  type: 'snowflake',
  account: env('SNOWFLAKE_ACCOUNT', stated(compute, 'account')),
  user: env('SNOWFLAKE_USER'),
  password: env('SNOWFLAKE_PASSWORD'),
  role: env('SNOWFLAKE_ROLE', stated(compute, 'role')),
  database: env('SNOWFLAKE_DATABASE', stated(compute, 'database')),
  warehouse: env('SNOWFLAKE_WAREHOUSE', stated(compute, 'warehouse')),
  schema,
  threads: THREADS,
});

const OUTPUTS: Readonly<Record<string, Output>> = { duckdb, spark, snowflake };

/** The computes that profiles are written for. */
export const PROFILED_COMPUTES = Object.keys(OUTPUTS);

/**
 * profiles.yml of dbt for the compute of a platform (ADR-0021, Domain Manifest, `plugins.compute`): what its manifests state,
 * all else and every secret from the environment. null for a compute that none is known for.
 */
export function dbtProfiles(of: ProfileOf): Mapping | null {
  const output = Object.hasOwn(OUTPUTS, of.compute.type) ? OUTPUTS[of.compute.type] : undefined;
  if (!output) return null;
  return { [of.profile]: { target: 'default', outputs: { default: output(of) } } };
}
