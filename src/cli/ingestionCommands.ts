import type { Command } from 'commander';
import type { Setting } from './catalog/Setting.js';
import { JSON_OPTION } from './discoveryCommands.js';

/** What brings the data of input ports in. */
export function addIngestion(program: Command, setting: Setting): void {
  program
    .command('ingestion')
    .description('what brings the data of input ports in')
    .command('stub')
    .description('write a pipeline of dlt for each input port that dlt brings in, its columns frozen')
    .argument('[dir]', 'the folder of data-product.yaml; the nearest one from here upwards where not given')
    .option('--offline', 'do not ask the catalog')
    .option('--context <file>', 'offline: what `floe context` wrote of the catalog')
    .option(...JSON_OPTION)
    .action(async (folder: string | undefined, options) =>
      (await import('./commands/ingestion/ingestionStub.js')).ingestionStub(setting, folder, options),
    );
}
