import {
  planMigration,
  renderMigration,
  renderMigrationPatch,
  renderMigrationSql,
  type MigrationDialect,
} from '../../compiler/compile.js';
import type { MigrationInput, MigrationPlan } from '../../compiler/migrate/migration/migration.js';
import { Failure } from '../terminal/Failure.js';
import { writeText } from '../terminal/files.js';
import { applyMigration, resumeMigration } from '../migration/applyMigration.js';
import { loadMigration, migrationFolder, type MigrationOptions } from '../migration/loadMigration.js';
import { publicationOf, publishTogether, type Publication } from '../migration/publication.js';
import { asJson, type Setting } from '../catalog/Setting.js';

export interface AnalyzeOptions extends MigrationOptions {
  readonly all?: boolean;
  readonly json?: boolean;
}

async function planOf(
  { client, terminal }: Setting,
  folder: string,
  options: MigrationOptions,
  raiseVersions = false,
): Promise<{ readonly input: MigrationInput; readonly plan: MigrationPlan }> {
  const input = await loadMigration(client, folder, options);
  const plan = planMigration({ ...input, raiseVersions });
  if (plan.gaps === null)
    terminal.err(
      'Which tests the target asks for and the migrated products lack is told with a catalog: leave --offline out.',
    );
  return { input, plan };
}

function shown({ terminal }: Setting, plan: MigrationPlan, all: boolean | undefined): void {
  terminal.out(renderMigration(plan, all).trimEnd());
}

const counted = (number: number, what: string, are: readonly [one: string, many: string]): string =>
  `${number} ${what}${number === 1 ? '' : 's'} ${are[number === 1 ? 0 : 1]}`;

/** Shows what is in the way, and throws Failure 1, where the plan cannot be carried out as it is. */
function refuseUnfinished(setting: Setting, plan: MigrationPlan): void {
  const errors = plan.diagnostics.filter(({ severity }) => severity === 'error').length;
  const open = plan.undecided.filter(({ layer }) => layer !== null).length;
  if (errors === 0 && open === 0) return;
  setting.terminal.err(renderMigration(plan).trimEnd());
  const reason =
    errors > 0
      ? counted(errors, 'finding', ['is in the way', 'are in the way'])
      : `${counted(open, 'model', ['is', 'are'])} undecided: say in a mapping file (--mapping) what becomes of it`;
  throw new Failure(1, `${reason}; nothing was written.`);
}

/**
 * `floe migrate analyze` (ADR-0021, Pattern Migration): what would be renamed, what cannot be decided, what the target
 * lacks. Throws Failure 1 where something is in the way, 2 where the documents cannot be read.
 */
export async function migrateAnalyze(
  setting: Setting,
  named: string | undefined,
  options: AnalyzeOptions,
): Promise<void> {
  const folder = await migrationFolder(named, options.manifest);
  const { plan } = await planOf(setting, folder, options);
  if (options.json)
    setting.terminal.out(asJson({ ...plan, files: plan.files.map(({ path, newPath }) => ({ path, newPath })) }));
  else shown(setting, plan, options.all);
  if (plan.diagnostics.some(({ severity }) => severity === 'error'))
    throw new Failure(1, 'the migration cannot be made as it is.');
}

export interface GenerateOptions extends MigrationOptions {
  readonly output: string;
  readonly dialect: MigrationDialect;
  readonly patch?: string;
  readonly json?: boolean;
}

/**
 * `floe migrate generate --output=migrate.sql`: the SQL that renames tables and views, and the patch of the files.
 * Throws Failure 1 where something is in the way, 2 where the documents cannot be read.
 */
export async function migrateGenerate(
  setting: Setting,
  named: string | undefined,
  options: GenerateOptions,
): Promise<void> {
  const folder = await migrationFolder(named, options.manifest);
  const { plan } = await planOf(setting, folder, options);
  refuseUnfinished(setting, plan);
  const patch = options.patch ?? options.output.replace(/(\.sql)?$/, '.patch');
  await writeText(options.output, renderMigrationSql(plan, options.dialect));
  await writeText(patch, renderMigrationPatch(plan));
  const { dialect, output } = options;
  if (options.json)
    return setting.terminal.out(
      asJson({ output, patch, dialect, tables: plan.tables.length, files: plan.files.length }),
    );
  setting.terminal.out(`${options.output}: ${plan.tables.length} tables and views, ${options.dialect}`);
  setting.terminal.out(`${patch}: ${plan.files.length} files, for \`git apply\``);
}

export interface ApplyOptions extends AnalyzeOptions {
  readonly dryRun?: boolean;
  readonly publish?: boolean;
}

/** What `floe migrate apply --json` prints. */
interface Applied {
  readonly from: string | null;
  readonly to: string | null;
  readonly files: readonly { readonly path: string; readonly newPath: string }[];
  /** false: `--dry-run`, or nothing was to be done. */
  readonly written: boolean;
  /** Products that were published. */
  readonly published: number;
}

async function applied(setting: Setting, folder: string, options: ApplyOptions): Promise<Applied> {
  const { terminal, client } = setting;
  const publish = (publication: Publication): Promise<void> => publishTogether(client, publication);
  if (!options.dryRun && (await resumeMigration(folder, publish))) {
    terminal.out('The migration that was interrupted is ended.');
    return { from: null, to: null, files: [], written: true, published: 0 };
  }
  const { input, plan } = await planOf(setting, folder, options, options.publish);
  refuseUnfinished(setting, plan);
  const files = plan.files.map(({ path, newPath }) => ({ path, newPath }));
  const outcome = { from: plan.from, to: plan.to, files, written: false, published: 0 };
  if (files.length === 0) {
    terminal.out(`Nothing to migrate: all is named after ${plan.to}.`);
    return outcome;
  }
  shown(setting, plan, options.all);
  for (const { path, newPath } of files)
    terminal.out(path === newPath ? `  changed: ${path}` : `  moved: ${path} → ${newPath}`);
  if (options.dryRun) {
    terminal.out('Nothing was written (--dry-run).');
    return outcome;
  }
  await applyMigration(folder, plan, options.publish ? publicationOf(input, plan) : null, publish);
  const number = options.publish ? input.products.length : 0;
  const published = options.publish ? `, ${counted(number, 'product', ['is published', 'are published'])}` : '';
  terminal.out(`${files.length} files are migrated from ${plan.from} to ${plan.to}${published}.`);
  return { ...outcome, written: true, published: number };
}

/**
 * `floe migrate apply`: renames models, files and refs, and with `--publish` brings the catalog along in one
 * transaction; all of it or nothing. Again, it does nothing. Throws Failure 1 where it is not applied, and then nothing
 * is changed; 2 where the documents cannot be read.
 */
export async function migrateApply(setting: Setting, named: string | undefined, options: ApplyOptions): Promise<void> {
  const folder = await migrationFolder(named, options.manifest);
  const { terminal } = setting;
  if (!options.json) return void (await applied(setting, folder, options));
  const quiet = { ...setting, terminal: { ...terminal, out: () => undefined } };
  terminal.out(asJson(await applied(quiet, folder, options)));
}
