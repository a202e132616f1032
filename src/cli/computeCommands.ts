import type { Command } from 'commander';
import type { Setting } from './catalog/Setting.js';
import { JSON_OPTION } from './discoveryCommands.js';

const withPlatform = (command: Command): Command =>
  command
    .argument('[dir]', 'the folder of data-product.yaml; the nearest one from here upwards where not given')
    .option('--offline', 'do not ask the catalog for the manifests')
    .option('--context <file>', 'offline: what `floe context` wrote of the catalog')
    .option('--output <file>', 'where to; stdout where not given')
    .option(...JSON_OPTION);

/** Where products run. */
export function addCompute(program: Command, setting: Setting): void {
  const compute = program.command('compute').description('where a product runs, as the manifests above it say');
  withPlatform(
    compute.command('profiles').description("print dbt's profiles.yml; secrets come from the environment alone"),
  ).action(async (folder: string | undefined, options) =>
    (await import('./commands/compute/compute.js')).computeProfiles(setting, folder, options),
  );
  withPlatform(compute.command('spark').description('print a SparkApplication with the executors that are asked for'))
    .requiredOption('--main <file>', 'what it runs, e.g. local:///opt/spark/app/run.py; a .py, .jar or .R')
    .option('--class <name>', 'of a jar: its main class')
    .action(async (folder: string | undefined, options) =>
      (await import('./commands/compute/compute.js')).computeSpark(setting, folder, options),
    );
}
