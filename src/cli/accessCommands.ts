import { Option, type Command } from 'commander';
import type { Setting } from './catalog/Setting.js';
import { JSON_OPTION } from './discoveryCommands.js';

/** Signing in and out, API tokens, asking for access. */
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
  addRequests(program, setting);
}

function addRequests(program: Command, setting: Setting): void {
  const access = program.command('access').description('asking for access to output ports, and deciding');
  access
    .command('request')
    .description('ask the owners of an output port to let somebody read it')
    .argument('<port>', 'e.g. sales.customer-360.customers')
    .requiredOption('--for <grantee>', 'domain:<name>, product:<fqn> or role:<name>')
    .requiredOption('--purpose <text>', 'what the data is for')
    .option(...JSON_OPTION)
    .action(async (port: string, options) =>
      (await import('./commands/access/request.js')).accessRequest(setting, port, options),
    );
  access
    .command('requests')
    .description('list the requests that you may see')
    .option('--port <fqn>', 'of this port alone')
    .addOption(
      new Option('--status <status>', 'those that stand so').choices(['open', 'granted', 'denied', 'withdrawn']),
    )
    .option(...JSON_OPTION)
    .action(async (options) => (await import('./commands/access/request.js')).accessRequests(setting, options));
  access
    .command('decide')
    .description('grant or deny a request; the patch of a grant on stdout')
    .argument('<id>', 'as `floe access requests` prints it')
    .option('--grant', 'grant it')
    .option('--deny', 'deny it, with --note; or withdraw your own')
    .option('--note <text>', 'why')
    .option('--patch <file>', 'write the patch there')
    .option('--pull-request <file>', 'write a text for a pull request there')
    .option(...JSON_OPTION)
    .action(async (id: string, options) =>
      (await import('./commands/access/request.js')).accessDecide(setting, id, options),
    );
}

/** What whoever has the database at hand may do without a server. */
export function addAdmin(program: Command): void {
  const admin = program.command('admin').description('work on the store itself (DATABASE_URL), without a server');
  admin
    .command('check')
    .description('hold the store to every rule that it keeps; writes nothing; exit 1 where one does not hold')
    .option('--database <url>', 'DATABASE_URL')
    .option(...JSON_OPTION)
    .action(async (options) => (await import('./commands/admin.js')).adminCheck(options));
  admin
    .command('token')
    .description('API tokens, where nobody has one yet')
    .command('create')
    .description('make a token in the store; it is printed once')
    .argument('<name>', 'e.g. platform-admin')
    .requiredOption('--scope <scopes...>', 'what it is for, e.g. platform tokens publish')
    .option('--domain <names...>', 'the domains that it speaks for')
    .option('--expires-in <duration>', 'how long it lasts, e.g. P1D; for ever where not given')
    .option('--database <url>', 'DATABASE_URL')
    .option(...JSON_OPTION)
    .action(async (name: string, options) => (await import('./commands/admin.js')).adminTokenCreate(name, options));
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
