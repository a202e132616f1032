import type { Command } from 'commander';
import type { Setting } from './catalog/Setting.js';
import { JSON_OPTION } from './discoveryCommands.js';

/** Having events sent elsewhere. */
export function addWebhooks(program: Command, setting: Setting): void {
  const webhooks = program.command('webhooks').description('addresses that events are sent to');
  webhooks
    .command('create')
    .description('have events sent to an address; its secret is printed once')
    .argument('<url>', 'e.g. https://hooks.acme.com/catalog')
    .option('--event <kinds...>', 'which, e.g. contract-changed change-announced; all where not given')
    .option('--domain <names...>', 'of one of these domains')
    .option('--product <fqns...>', 'of one of these products')
    .option('--severity <severities...>', 'changes of contracts of one of these alone, e.g. breaking risky')
    .option('--slack', 'as messages of Slack')
    .option('--after <cursor>', 'from this cursor of the feed on; from now on where not given')
    .option(...JSON_OPTION)
    .action(async (url: string, options) =>
      (await import('./commands/webhooks/webhooks.js')).webhooksCreate(setting, url, options),
    );
  webhooks
    .command('list')
    .description('list the webhooks that you may see')
    .option(...JSON_OPTION)
    .action(async (options) => (await import('./commands/webhooks/webhooks.js')).webhooksList(setting, options));
  webhooks
    .command('delete')
    .description('take a webhook away, with its deliveries')
    .argument('<id>', 'as `floe webhooks list` prints it')
    .option(...JSON_OPTION)
    .action(async (id: string, options) =>
      (await import('./commands/webhooks/webhooks.js')).webhooksDelete(setting, id, options),
    );
  webhooks
    .command('redeliver')
    .description('send again all that a webhook asks for after a cursor')
    .argument('<id>', 'as `floe webhooks list` prints it')
    .requiredOption('--after <cursor>', 'of a delivery, or of any entry of the feed')
    .option(...JSON_OPTION)
    .action(async (id: string, options) =>
      (await import('./commands/webhooks/webhooks.js')).webhooksRedeliver(setting, id, options),
    );
}
