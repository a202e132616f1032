import { isMapping, type Mapping } from '../values/json.js';
import type { Plugin } from './chosenPlugin.js';

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

type Output = (of: ProfileOf, config: Mapping) => Mapping;

/** What a manifest may state, as text; a number of it too. */
function stated(config: Mapping, name: string): string | undefined {
  const value = config[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** dbt-duckdb: one file, https://github.com/duckdb/dbt-duckdb. */
const duckdb: Output = ({ profile, schema }) => ({
  type: 'duckdb',
  path: env('DUCKDB_PATH', `target/${profile}.duckdb`),
  schema,
  threads: THREADS,
});

/** dbt-spark over Thrift, https://docs.getdbt.com/docs/core/connect-data-platform/spark-setup. */
const spark: Output = ({ schema }, config) => ({
  type: 'spark',
  method: 'thrift',
  host: env('SPARK_HOST', stated(config, 'host')),
  port: `{{ env_var('SPARK_PORT', '${stated(config, 'port') ?? '10000'}') | as_number }}`,
  user: env('SPARK_USER'),
  schema,
  threads: THREADS,
});

/** dbt-snowflake, https://docs.getdbt.com/docs/core/connect-data-platform/snowflake-setup. */
const snowflake: Output = ({ schema }, config) => ({
  type: 'snowflake',
  account: env('SNOWFLAKE_ACCOUNT', stated(config, 'account')),
  user: env('SNOWFLAKE_USER'),
  password: env('SNOWFLAKE_PASSWORD'),
  role: env('SNOWFLAKE_ROLE', stated(config, 'role')),
  database: env('SNOWFLAKE_DATABASE', stated(config, 'database')),
  warehouse: env('SNOWFLAKE_WAREHOUSE', stated(config, 'warehouse')),
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
  const config = isMapping(of.compute.config) ? of.compute.config : {};
  return { [of.profile]: { target: 'default', outputs: { default: output(of, config) } } };
}
