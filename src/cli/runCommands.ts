import { Option, type Command } from 'commander';
import type { Setting } from './catalog/Setting.js';
import { ENGINES } from './commands/runs/engines/engine.js';
import { JSON_OPTION } from './discoveryCommands.js';

/** Running products, and what the catalog knows of it. */
export function addRuns(program: Command, setting: Setting): void {
  program
    .command('run')
    .description('run the DataProduct of a folder: compile it, build and test its models, tell the catalog')
    .argument('[dir]', 'the folder of data-product.yaml; the nearest one from here upwards where not given')
    .addOption(
      new Option(
        '--engine <name>',
        'what runs it; where not given what the manifest says: Dagster (with DAGSTER_URL) or DuckDB, else dbt',
      ).choices(ENGINES),
    )
    .option('--environment <name>', 'what to compile for; production where not given')
    .option('--offline', 'run without a catalog, which is told nothing')
    .option('--context <file>', 'offline: what `floe context` wrote of the catalog')
    .option('--vars <json>', 'variables of the dbt project, e.g. \'{"start": "2026-01-01"}\'')
    .option('--full-refresh', 'build incremental models anew')
    .option('--fresh', 'begin anew, whatever the last run came to')
    .option(
      '--target-dir <dir>',
      'where what is known of runs lies; .floe in the folder of the product where not given',
    )
    .option('--database <file>', 'DuckDB: its file; one in the target dir where not given')
    .option('--profiles-dir <dir>', 'dbt: the folder of profiles.yml')
    .option('--target <name>', 'dbt: the target of profiles.yml')
    .option('--job <name>', 'dagster: the job; called as the product where not given')
    .option('--dry-run', 'print the steps, run none')
    .option(...JSON_OPTION)
    .action(async (folder: string | undefined, options) =>
      (await import('./commands/runs/run.js')).run(setting, folder, options),
    );
  const runs = program.command('runs').description('runs of products, as the catalog was told of them');
  runs
    .command('list')
    .description('list the runs of a product, the newest first')
    .argument('<product>', 'e.g. sales.customer-360')
    .option(...JSON_OPTION)
    .action(async (product: string, options) =>
      (await import('./commands/runs/runs.js')).runsList(setting, product, options),
    );
  runs
    .command('describe')
    .description('view a run and its steps')
    .argument('<id>', 'as `floe runs list` prints it')
    .option(...JSON_OPTION)
    .action(async (id: string, options) =>
      (await import('./commands/runs/runs.js')).runsDescribe(setting, id, options),
    );
}
