import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { EngineError } from '../steps/EngineError.js';

const MISSING =
  'dbt is not installed, or not on PATH: `pip install dbt-core` with the adapter of the warehouse (dbt-spark, dbt-snowflake ...) brings it. Without it the SQL models run on DuckDB: `floe run --engine duckdb`.';

/** Throws EngineError, with how to mend it, where no `dbt` is on the PATH. */
export async function mustBeInstalled(env: Readonly<Record<string, string | undefined>>): Promise<void> {
  for (const folder of (env['PATH'] ?? '').split(path.delimiter).filter(Boolean)) {
    const found = await access(path.join(folder, 'dbt'), constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return;
  }
  throw new EngineError(MISSING);
}
