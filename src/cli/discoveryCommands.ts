import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Setting } from './catalog/Setting.js';

export const JSON_OPTION = ['--json', 'print the answer as JSON'] as const;

/** What every list can be asked for; its statuses are its own. */
export const withListOptions = (command: Command, statuses: readonly string[]): Command =>
  command
    .option('--domain <name>', 'of this domain')
    .option('--owner <team>', 'of this team or email')
    .option('--text <words>', 'with this in the name, in any case')
    .addOption(new Option('--status <status>', 'in this state').choices(statuses))
    .option('--wide', 'with further columns, however narrow the terminal is')
    .option(...JSON_OPTION);

/** A whole number from 1 on. */
function number(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('A whole number from 1 on is expected.');
  return value;
}

const KINDS = ['domain', 'product', 'port', 'column', 'contract', 'namespace', 'model', 'term'];

/** The commands that find things and follow them. */
export function addDiscovery(program: Command, setting: Setting): void {
  program
    .command('search')
    .description('find whatever holds every word: whole names first')
    .argument('<text>', 'one or several words')
    .addOption(new Option('--kind <kind>', 'only these; all where not given').choices(KINDS))
    .addOption(new Option('--limit <number>', 'at most so many').argParser(number).default(50))
    .option('--wide', 'however narrow the terminal is')
    .option(...JSON_OPTION)
    .action(async (text: string, options) =>
      (await import('./commands/discovery/search.js')).search(setting, text, options),
    );
  program
    .command('follow')
    .description('follow a domain, a product or an output port; of what you follow, mark a visit')
    .argument('<fqn>', 'e.g. sales, sales.customer-360 or sales.customer-360.customers')
    .option('--webhook', 'be told by the webhooks that you made')
    .option(...JSON_OPTION)
    .action(async (fqn: string, options) =>
      (await import('./commands/discovery/following.js')).follow(setting, fqn, options),
    );
  program
    .command('unfollow')
    .description('follow something no more')
    .argument('<fqn>', 'as `floe following` prints it')
    .option(...JSON_OPTION)
    .action(async (fqn: string, options) =>
      (await import('./commands/discovery/following.js')).unfollow(setting, fqn, options),
    );
  program
    .command('following')
    .description('what you follow, and how much of it you have not seen')
    .option(...JSON_OPTION)
    .action(async (options) => (await import('./commands/discovery/following.js')).following(setting, options));
  program
    .command('lineage')
    .description('what is downstream or upstream of a product, an output port, a model or a source')
    .argument('<fqn>', 'e.g. sales.customer-360.customers')
    .addOption(
      new Option('--direction <way>', 'which way').choices(['downstream', 'upstream', 'both']).default('downstream'),
    )
    .addOption(
      new Option('--level <level>', 'what is followed').choices(['product', 'port', 'model', 'column']).default('port'),
    )
    .addOption(new Option('--depth <number>', 'steps at most; all where not given').argParser(number))
    .option(...JSON_OPTION)
    .action(async (fqn: string, options) =>
      (await import('./commands/discovery/lineage.js')).lineage(setting, fqn, options),
    );
  withListOptions(
    program
      .command('domains')
      .description('the domains')
      .command('list', { isDefault: true })
      .description('list the domains, in the order of their registration'),
    ['published', 'registered'],
  ).action(async (options) => (await import('./commands/discovery/domainsList.js')).domainsList(setting, options));
  program
    .command('manifest')
    .description('what manifests say')
    .command('explain')
    .description('every effective value of a manifest, and which tier set it')
    .argument('<name|file>', 'a published one, e.g. sales-domain or sales-domain@2.1.0, or a file')
    .argument('[path]', 'only what is in it, e.g. governance.quality_gates')
    .option('--wide', 'also how it was merged, and what each tier states')
    .option(...JSON_OPTION)
    .action(async (named: string, path: string | undefined, options) =>
      (await import('./commands/discovery/manifestExplain.js')).manifestExplain(setting, { named, path }, options),
    );
}

/** `retire` and `withdraw`: below `products`, and as short forms at the top. */
export function addEnds(command: Command, setting: Setting): void {
  command
    .command('retire')
    .description('take a product that nobody consumes out of service; its versions are kept')
    .argument('<fqn>', 'e.g. sales.customer-360')
    .requiredOption('--reason <text>', 'why; it is kept')
    .option('--expected-version <version>', 'the version that stands')
    .option(...JSON_OPTION)
    .action(async (fqn: string, options) =>
      (await import('./commands/productsRetire.js')).productsRetire(setting, fqn, options),
    );
  command
    .command('withdraw')
    .description('take back the version of a product that is announced; its consumers are told')
    .argument('<fqn>', 'e.g. marketing.campaign-attribution')
    .requiredOption('--reason <text>', 'why; the consumers are told')
    .option('--expected-version <version>', 'the version that is announced')
    .option(...JSON_OPTION)
    .action(async (fqn: string, options) =>
      (await import('./commands/productsWithdraw.js')).productsWithdraw(setting, fqn, options),
    );
}

export function addIngest(program: Command, setting: Setting): void {
  const ingest = program.command('ingest').description('hand what tools saw to the catalog');
  ingest
    .command('dbt')
    .description("hand in the artifacts of dbt's last run: freshness, availability and quality of output ports")
    .argument('[dir]', 'the folder of the dbt project; this one where not given', '.')
    .requiredOption('--product <fqn>', 'whose dbt project it is, e.g. sales.customer-360')
    .option(...JSON_OPTION)
    .action(async (dir: string, options) =>
      (await import('./commands/sla/ingestDbt.js')).ingestDbt(setting, dir, options),
    );
}

export function addObserve(program: Command, setting: Setting): void {
  program
    .command('observe')
    .description('record what monitoring saw of an output port; a missed objective opens a breach')
    .argument('<port>', 'e.g. sales.customer-360.customers')
    .option('--data-at <instant>', 'freshness: how new the newest data is, ISO 8601')
    .option('--up', 'availability: the probe succeeded')
    .option('--down', 'availability: the probe failed')
    .option('--metric <name>', 'quality: what was measured, e.g. completeness')
    .option('--value <percentage>', 'quality: the measured share, e.g. 99.5%')
    .option('--at <instant>', 'when it was seen; now where not given')
    .option(...JSON_OPTION)
    .action(async (port: string, options) =>
      (await import('./commands/sla/observe.js')).observe(setting, port, options),
    );
  program
    .command('sla')
    .description('what output ports keep of their SLAs')
    .command('report')
    .description('what a port attained, what is left of its error budget, breaches and time to repair')
    .argument('<port>', 'e.g. sales.customer-360.customers')
    .option('--from <instant>', 'from then on, ISO 8601; 30 days before the end where not given')
    .option('--to <instant>', 'before then; now where not given')
    .option(...JSON_OPTION)
    .action(async (port: string, options) =>
      (await import('./commands/sla/slaReport.js')).slaReport(setting, port, options),
    );
}
