import { Command, Option } from 'commander';
import { MIGRATION_DIALECTS } from '../compiler/migrate/render/renderSql.js';
import { CI_SYSTEMS } from '../compiler/starter/files/starter.js';
import { WAREHOUSE_DIALECTS } from '../compiler/verify/dialect.js';
import { MODELING_PATTERNS } from '../compiler/patterns/defaults/patterns.js';
import { DEFAULT_URL } from './catalog/Client.js';
import type { CompileOptions } from './commands/compile.js';
import { EXPORT_FORMATS, FORMATS, PRODUCT_EXPORTS } from './report/formats.js';
import type { Setting } from './catalog/Setting.js';
import { addAccess, addAdmin } from './accessCommands.js';
import { addIngestion } from './ingestionCommands.js';
import { addRuns } from './runCommands.js';
import { addCompute } from './computeCommands.js';
import { addHelp, addMcp } from './helpCommands.js';
import { addWebhooks } from './webhookCommands.js';
import { addDiscovery, addEnds, addIngest, addObserve, JSON_OPTION, withListOptions } from './discoveryCommands.js';

const formatOption = (): Option =>
  new Option('--format <format>', 'how to print what was found; console where not given').choices(FORMATS);
const PRODUCT_FOLDER = 'the folder of data-product.yaml; the nearest one from here upwards where not given';
const PLAIN_HTTP = ['--plain-http', 'ask the registry without TLS; on this machine that is so anyway'] as const;
const AT_OPTION = ['--at <version>', 'an older version that is kept'] as const;

function addCompile(program: Command, setting: Setting): void {
  program
    .command('compile')
    .description('compile the DataProduct of a folder against the catalog; nothing is published')
    .argument('[dir]', PRODUCT_FOLDER)
    .option('--environment <name>', 'what to compile for; production where not given')
    .option('--dbt-manifest <file>', "dbt's manifest.json in place of schema YAML")
    .option('--offline', 'compile without a catalog')
    .option('--context <file>', 'offline: what `floe context` wrote of the catalog')
    .addOption(formatOption())
    .option(...JSON_OPTION)
    .action(async (folder: string | undefined, options: CompileOptions) =>
      (await import('./commands/compile.js')).compile(setting, folder, options),
    );
  program
    .command('context')
    .description('write what a compilation must know of the catalog, for `floe compile --offline --context`')
    .argument('[dir]', PRODUCT_FOLDER)
    .option('--dbt-manifest <file>', "dbt's manifest.json in place of schema YAML")
    .option('--output <file>', 'where to; stdout where not given')
    .option(...JSON_OPTION)
    .action(async (folder: string | undefined, options) =>
      (await import('./commands/context.js')).context(setting, folder, options),
    );
}

function addInit(program: Command, setting: Setting): void {
  program
    .command('init')
    .description('begin a product under a domain or a platform; it compiles at once')
    .argument('[dir]', 'an empty folder, or one that is not there yet; this one where not given', '.')
    .option('--domain <domain>', 'data mesh: the domain and its version, e.g. sales:v2.1.0, or an oci:// ref')
    .option(
      '--platform <version>',
      'centralized: the version of its manifest, e.g. v1.0.0, acme:v1.0.0 or an oci:// ref',
    )
    .option('--registry <base>', 'ask a registry, not the catalog, e.g. oci://registry.acme.com (FLOE_REGISTRY)')
    .option(...PLAIN_HTTP)
    .option('--name <name>', 'what the product is called; after its folder where not given')
    .option('--owner <team>', 'the team that owns it; that of the domain where not given')
    .option('--email <address>', 'where the team is reached; as the domain where not given')
    .addOption(new Option('--ci <system>', 'what the workflow is for').choices(CI_SYSTEMS).default('github'))
    .option('--force', 'in a folder that is not empty, write what is absent')
    .option(...JSON_OPTION)
    .action(async (folder: string, options) =>
      (await import('./commands/init/init.js')).init(setting, folder, options),
    );
}

function addPlatform(program: Command, setting: Setting): void {
  const platform = program.command('platform').description('manifests of the enterprise and of the domains');
  platform
    .command('compile')
    .description('compile any Manifest; nothing is published')
    .argument('[file]', 'the manifest; the nearest one of a usual name upwards where not given')
    .option('--offline', 'compile without a catalog')
    .option('--parent <files...>', 'offline: the documents of its parents, the nearest first')
    .option('--context <file>', 'offline: what `floe platform context` wrote of the catalog')
    .addOption(formatOption())
    .option(...JSON_OPTION)
    .action(async (file: string | undefined, options) =>
      (await import('./commands/platform/platformCompile.js')).platformCompile(setting, file, options),
    );
  platform
    .command('context')
    .description('write what the catalog knows of its parents, for `floe platform compile --offline --context`')
    .argument('[file]', 'the manifest; the nearest one of a usual name upwards where not given')
    .option('--output <file>', 'where to; stdout where not given')
    .option(...JSON_OPTION)
    .action(async (file: string | undefined, options) =>
      (await import('./commands/context.js')).platformContext(setting, file, options),
    );
  addRegistries(platform, setting);
  addDeployment(platform, setting);
}

/** The options of the commands that ask Polaris. */
const withPolarisOptions = <T extends Command>(command: T): T =>
  command
    .option('--polaris <url>', 'where Polaris is, e.g. https://polaris.acme.com (POLARIS_URL)')
    .option('--catalog <name>', 'which of its catalogs (POLARIS_CATALOG)')
    .option('--domain <name>', 'of this domain alone')
    .option(...JSON_OPTION);

function addDeployment(platform: Command, setting: Setting): void {
  withPolarisOptions(
    platform
      .command('deploy')
      .description('make the namespaces, roles and grants of the catalog in Polaris, and read back whether they stand')
      .addOption(
        new Option('--target <system>', 'what is deployed to')
          .choices(['polaris', 'kubernetes'] as const)
          .default('polaris' as const),
      )
      .option('--dry-run', 'print what would be done, write nothing')
      .option('--prune', 'revoke grants, or take away rendered files, that no document asks for')
      .option('--output <folder>', 'kubernetes: the folder of kustomizations that is rendered')
      .option('--apply', 'kubernetes: apply it with kubectl, in the cluster that it points at'),
  ).action(async (options) => (await import('./commands/platform/platformDeploy.js')).platformDeploy(setting, options));
  withPolarisOptions(
    platform
      .command('drift')
      .description('what Polaris holds otherwise than the catalog asks for; exit 1 where there is something'),
  ).action(async (options) => (await import('./commands/platform/platformDrift.js')).platformDrift(setting, options));
}

function addRegistries(platform: Command, setting: Setting): void {
  platform
    .command('publish')
    .description('push a Manifest to a registry as an OCI artifact, and publish it in the catalog with its digest')
    .argument('<version>', 'the version that the document has, e.g. v1.0.0')
    .argument('[manifest]', 'the file; the nearest one of a usual name upwards where not given')
    .option('--file <file>', 'the same')
    .option('--ref <ref>', 'the oci:// ref to push it to, and to publish it under')
    .option('--registry <base>', 'or the registry that implies the ref, e.g. oci://registry.acme.com (FLOE_REGISTRY)')
    .option('--no-push', 'publish it in the catalog alone: it lies in the registry already, or never will')
    .option(...PLAIN_HTTP)
    .option('--expected-version <version>', 'the version it replaces')
    .option(...JSON_OPTION)
    .action(async (version: string, file: string | undefined, options) =>
      (await import('./commands/platform/platformPublish.js')).platformPublish(setting, version, file, options),
    );
  platform
    .command('pull')
    .description('pull a Manifest from a registry, every byte checked against its digest; the catalog is not asked')
    .argument('<ref>', 'e.g. oci://registry.acme.com/enterprise-platform:v1.0.0, or with @sha256:...')
    .option('-o, --output <file>', 'where to; stdout where not given')
    .option(...PLAIN_HTTP)
    .option(...JSON_OPTION)
    .action(async (ref: string, options) =>
      (await import('./commands/platform/platformPull.js')).platformPull(setting, ref, options),
    );
}

function addProducts(program: Command, setting: Setting): void {
  const products = program.command('products').description('data products');
  withListOptions(products.command('list').description('list the data products'), [
    'draft',
    'active',
    'deprecated',
  ]).action(async (options) => (await import('./commands/productsList.js')).productsList(setting, options));
  products
    .command('describe')
    .description('view a product: its ports, their SLAs and consumers')
    .argument('<fqn>', 'e.g. sales.customer-360')
    .option(...AT_OPTION)
    .option(...JSON_OPTION)
    .action(async (fqn: string, options) =>
      (await import('./commands/productsDescribe.js')).productsDescribe(setting, fqn, options),
    );
  products
    .command('diff')
    .description('what changed between two kept versions of a product, an output port or a contract')
    .argument('<fqn>', 'e.g. sales.customer-360')
    .argument('<from>', 'the version before')
    .argument('<to>', 'the version after')
    .option(...JSON_OPTION)
    .action(async (fqn: string, from: string, to: string, options) =>
      (await import('./commands/productsDiff.js')).productsDiff(setting, { fqn, from, to }, options),
    );
  products
    .command('export')
    .description('compile the DataProduct of a folder and print its output ports as a model of another tool')
    .argument('[dir]', PRODUCT_FOLDER)
    .addOption(new Option('--format <format>', 'the tool').choices(PRODUCT_EXPORTS).default('cube'))
    .option('--environment <name>', 'what to compile for; production where not given')
    .option('--dbt-manifest <file>', "dbt's manifest.json in place of schema YAML")
    .option('--offline', 'compile without a catalog')
    .option('--context <file>', 'offline: what `floe context` wrote of the catalog')
    .option('--output <file>', 'where to; stdout where not given')
    .option(...JSON_OPTION)
    .action(async (folder: string | undefined, options) =>
      (await import('./commands/productsExport.js')).productsExport(setting, folder, options),
    );
  products
    .command('publish')
    .description('compile the DataProducts of folders and publish them, providers first')
    .argument('[dirs...]', `${PRODUCT_FOLDER}; or folders above those of products`)
    .option('--environment <name>', 'what to compile for; production where not given')
    .option('--dbt-manifest <file>', "dbt's manifest.json in place of schema YAML")
    .option('--expected-version <version>', 'the version it replaces')
    .option('--push', 'push it to a registry first as an OCI artifact, and publish it with its digest; of one folder')
    .option('--ref <ref>', '--push: the oci:// ref to push it to')
    .option(
      '--registry <base>',
      '--push: or the registry that implies the ref, e.g. oci://registry.acme.com (FLOE_REGISTRY)',
    )
    .option(...PLAIN_HTTP)
    .addOption(formatOption())
    .option(...JSON_OPTION)
    .action(async (folders: string[], options) =>
      (await import('./commands/publish/productsPublish.js')).productsPublish(setting, folders, options),
    );
  addAnnounce(products, setting);
  addEnds(products, setting);
}

function addAnnounce(products: Command, setting: Setting): void {
  products
    .command('announce')
    .description('announce the version of a folder; the notice of the contracts it breaks begins')
    .argument('[dir]', PRODUCT_FOLDER)
    .option('--environment <name>', 'what to compile for; production where not given')
    .option('--dbt-manifest <file>', "dbt's manifest.json in place of schema YAML")
    .option('--effective-at <instant>', 'a later date than the notices ask for, ISO 8601')
    .option('--expected-version <version>', 'the version that stands')
    .option(...JSON_OPTION)
    .action(async (folder: string | undefined, options) =>
      (await import('./commands/productsAnnounce.js')).productsAnnounce(setting, folder, options),
    );
}

function addContracts(program: Command, setting: Setting): void {
  const contracts = program.command('contracts').description('data contracts between products');
  withListOptions(
    contracts.command('list').description('list the contracts, a domain or owner being that of either end'),
    ['draft', 'active', 'broken', 'deprecated', 'retired'],
  ).action(async (options) => (await import('./commands/contractsList.js')).contractsList(setting, options));
  contracts
    .command('describe')
    .description('view a contract: its ends, its columns and what was promised')
    .argument('<name>', 'e.g. marketing-to-sales-customer-interactions')
    .option('--source', 'print the DataContract document')
    .option(...AT_OPTION)
    .option(...JSON_OPTION)
    .action(async (name: string, options) =>
      (await import('./commands/contractsDescribe.js')).contractsDescribe(setting, name, options),
    );
  contracts
    .command('check')
    .description('what the product of a folder would change for its consumers; exit 1 where it breaks one')
    .argument('[dir]', PRODUCT_FOLDER)
    .option('--environment <name>', 'what to compile for; production where not given')
    .option('--dbt-manifest <file>', "dbt's manifest.json in place of schema YAML")
    .addOption(new Option('--format <format>', 'how to print it').choices(['console', 'markdown', 'json']))
    .option(...JSON_OPTION)
    .action(async (folder: string | undefined, options) =>
      (await import('./commands/contractsCheck.js')).contractsCheck(setting, folder, options),
    );
  contracts
    .command('export')
    .description('write a contract, an output port or a product as a document of a standard')
    .argument(
      '<name>',
      'e.g. marketing-to-sales-customer-interactions, sales.customer-360.customers, sales.customer-360',
    )
    .addOption(
      new Option('--format <format>', 'odps for a product, odcs for the others where not given').choices(
        EXPORT_FORMATS,
      ),
    )
    .option('--output <file>', 'where to; stdout where not given')
    .option(...JSON_OPTION)
    .action(async (name: string, options) =>
      (await import('./commands/contractsExport.js')).contractsExport(setting, name, options),
    );
  contracts
    .command('import')
    .description(
      'print ODCS, ODPS, a Data Contract Specification, JSON Schema, Avro or dbt models as fields of a data-product.yaml',
    )
    .argument('<file>', 'the document')
    .option('--namespace <name>', 'where its tables lie, where it does not say, e.g. sales.gold')
    .option('--output <file>', 'where to; stdout where not given')
    .option(...JSON_OPTION)
    .action(async (file: string, options) =>
      (await import('./commands/contractsImport.js')).contractsImport(setting, file, options),
    );
  contracts
    .command('verify')
    .description('hold the tables of a product against what its output ports promise; exit 1 where they are not so')
    .argument('[dir]', PRODUCT_FOLDER)
    .option('--database <file>', 'a file of DuckDB; the one that `floe run` makes where not given')
    .addOption(
      new Option('--sql <dialect>', 'print the questions as SQL, ask none').choices(Object.keys(WAREHOUSE_DIALECTS)),
    )
    .option('--offline', 'do not ask the catalog')
    .option('--context <file>', 'offline: what `floe context` wrote of the catalog')
    .option(...JSON_OPTION)
    .action(async (folder: string | undefined, options) =>
      (await import('./commands/verify/contractsVerify.js')).contractsVerify(setting, folder, options),
    );
  contracts
    .command('acknowledge')
    .description('answer the breaking change that is announced for a contract')
    .argument('<name>', 'e.g. marketing-to-sales-customer-interactions')
    .addOption(
      new Option('--response <answer>', 'what the consumer says to it')
        .choices(['accepted', 'migrating', 'blocked'])
        .default('accepted'),
    )
    .option('--note <text>', 'for the provider')
    .option('--expected-version <version>', 'the version that is answered')
    .option(...JSON_OPTION)
    .action(async (name: string, options) =>
      (await import('./commands/contractsAcknowledge.js')).contractsAcknowledge(setting, name, options),
    );
}

const withMigration = (command: Command): Command =>
  command
    .argument('[dir]', 'the folder of domain-manifest.yaml or platform-manifest.yaml; the nearest one upwards')
    .addOption(new Option('--to <pattern>', 'what the manifest states where not given').choices(MODELING_PATTERNS))
    .option('--mapping <file>', 'what becomes of what, where no rule can say')
    .option('--manifest <file>', 'the manifest in the folder, where it has another name')
    .option('--environment <name>', 'what to compile for; production where not given')
    .option('--offline', 'do not ask the catalog what the target lacks');

function addMigrate(program: Command, setting: Setting): void {
  const migrate = program.command('migrate').description('change the modeling pattern of a domain or platform');
  withMigration(migrate.command('analyze').description('what would be renamed, what is undecided, what is missing'))
    .option('--all', 'list every rename')
    .option(...JSON_OPTION)
    .action(async (folder: string | undefined, options) =>
      (await import('./commands/migrate.js')).migrateAnalyze(setting, folder, options),
    );
  withMigration(migrate.command('generate').description('write the SQL and the patch of the migration'))
    .requiredOption('--output <file>', 'the SQL, e.g. migrate.sql; the patch is written beside it')
    .addOption(new Option('--dialect <name>', 'of the SQL').choices(MIGRATION_DIALECTS).default('duckdb'))
    .option('--patch <file>', 'the patch, in another place')
    .option(...JSON_OPTION)
    .action(async (folder: string | undefined, options) =>
      (await import('./commands/migrate.js')).migrateGenerate(setting, folder, options),
    );
  withMigration(migrate.command('apply').description('rename models, files and refs; all of them or none'))
    .option('--dry-run', 'say what would be written')
    .option('--publish', 'raise versions and publish manifest and products in one transaction')
    .option('--all', 'list every rename')
    .option(...JSON_OPTION)
    .action(async (folder: string | undefined, options) =>
      (await import('./commands/migrate.js')).migrateApply(setting, folder, options),
    );
}

/** The grammar of `floe` (ADR-0021, CLI Commands for Data Mesh). Usage errors are thrown as commander's CommanderError. */
export function createProgram(setting: Setting, version: string): Command {
  const program = new Command('floe')
    .description('The metadata catalog of a data mesh, from the command line.')
    .version(version, '-V, --version')
    .addHelpText(
      'after',
      `
The catalog is asked at FLOE_CATALOG_URL, ${DEFAULT_URL} where that is not set. Who asks is
FLOE_TOKEN, else FLOE_CLIENT_ID with FLOE_CLIENT_SECRET and FLOE_ISSUER, else whoever did \`floe login\`.
Exit codes: 0 good; 1 findings with errors, or not found; 2 wrong usage, or the catalog cannot be reached.`,
    )
    .exitOverride();
  program
    .command('serve')
    .description('serve a catalog; all options are in docs/configuration.md')
    .option('--host <address>', 'HOST')
    .option('--port <number>', 'PORT')
    .option('--database <url>', 'DATABASE_URL')
    .option('--trusted-documents <file>', 'TRUSTED_DOCUMENTS')
    .option('--only', 'TRUSTED_DOCUMENTS_ONLY: answer nothing but the trusted documents')
    .option('--workers <number>', 'WORKERS')
    .action(async (options) => (await import('./commands/serve.js')).serve(options));
  addInit(program, setting);
  addCompile(program, setting);
  addPlatform(program, setting);
  addProducts(program, setting);
  addContracts(program, setting);
  addMigrate(program, setting);
  addCompute(program, setting);
  addDiscovery(program, setting);
  addEnds(program, setting);
  addObserve(program, setting);
  addIngest(program, setting);
  addAccess(program, setting);
  addWebhooks(program, setting);
  addRuns(program, setting);
  addMcp(program, setting);
  addIngestion(program, setting);
  addAdmin(program);
  addHelp(program, setting);
  return program;
}
