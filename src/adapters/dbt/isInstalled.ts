import { mustBeOnPath } from '../steps/mustBeOnPath.js';

const MISSING =
  'dbt is not installed, or not on PATH: `pip install dbt-core` with the adapter of the warehouse (dbt-spark, dbt-snowflake ...) brings it. Without it the SQL models run on DuckDB: `floe run --engine duckdb`.';

/** Throws EngineError, with how to mend it, where no `dbt` is on the PATH. */
export const mustBeInstalled = (env: Readonly<Record<string, string | undefined>>): Promise<void> =>
  mustBeOnPath('dbt', env, MISSING);
