import type { Engine, EngineName, Running } from './engine.js';

function usualEngine({ setting, runnable }: Running): EngineName {
  if (runnable.orchestrator === 'dagster' && setting.env['DAGSTER_URL']) return 'dagster';
  return runnable.compute === 'duckdb' ? 'duckdb' : 'dbt';
}

/**
 * What runs the product: what is asked for; else Dagster where the effective manifest says `plugins.orchestrator.type:
 * dagster` and DAGSTER_URL where it is, DuckDB where it says `plugins.compute.type: duckdb`, else dbt. Throws Failure 1 for what does not run there, EngineError where it cannot be had.
 */
export async function engineFor(running: Running): Promise<Engine> {
  switch (running.options.engine ?? usualEngine(running)) {
    case 'duckdb':
      return (await import('./duckdb.js')).duckdb(running);
    case 'dbt':
      return (await import('./dbt.js')).dbt(running);
    case 'dagster':
      return (await import('./dagster.js')).dagster(running);
  }
}
