import type { Command } from 'commander';
import type { Setting } from './catalog/Setting.js';
import { JSON_OPTION } from './discoveryCommands.js';

/** Runs of products. */
export function addRuns(program: Command, setting: Setting): void {
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
