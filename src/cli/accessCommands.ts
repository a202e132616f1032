import type { Command } from 'commander';
import type { Setting } from './catalog/Setting.js';
import { JSON_OPTION } from './discoveryCommands.js';

/** Signing in and out, and API tokens. */
export function addAccess(program: Command, setting: Setting): void {
  program
    .command('login')
    .description('sign in at the provider of the catalog, in a browser')
    .option('--issuer <url>', 'the provider; the one that the catalog names where not given')
    .option('--client-id <id>', 'what floe is called there; floe-cli where not given')
    .option('--scope <scopes>', 'what is asked of it')
    .option(...JSON_OPTION)
    .action(async (options) => (await import('./commands/access/login.js')).login(setting, options));
  program
    .command('logout')
    .description('forget the login for this catalog')
    .option(...JSON_OPTION)
    .action(async (options) => (await import('./commands/access/login.js')).logout(setting, options));
  program
    .command('whoami')
    .description('how the catalog sees who is asking')
    .option(...JSON_OPTION)
    .action(async (options) => (await import('./commands/access/whoami.js')).whoIs(setting, options));
  addTokens(program, setting);
}

function addTokens(program: Command, setting: Setting): void {
  const token = program.command('token').description('API tokens, for machines');
  token
    .command('create')
    .description('make a token; it is printed once')
    .argument('<name>', 'e.g. sales-ci')
    .requiredOption('--scope <scopes...>', 'what it is for, e.g. publish acknowledge')
    .option('--domain <names...>', 'the domains that it speaks for')
    .option('--expires-in <duration>', 'how long it lasts, ISO 8601, e.g. P90D; for ever where not given')
    .option(...JSON_OPTION)
    .action(async (name: string, options) =>
      (await import('./commands/access/token.js')).tokenCreate(setting, name, options),
    );
  token
    .command('list')
    .description('list the tokens that you may see')
    .option(...JSON_OPTION)
    .action(async (options) => (await import('./commands/access/token.js')).tokenList(setting, options));
  token
    .command('revoke')
    .description('take a token back')
    .argument('<name>', 'e.g. sales-ci')
    .option(...JSON_OPTION)
    .action(async (name: string, options) =>
      (await import('./commands/access/token.js')).tokenRevoke(setting, name, options),
    );
}
