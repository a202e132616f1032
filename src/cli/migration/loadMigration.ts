import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { ModelingPattern } from '../../compiler/artifact.js';
import type { MeshFacts } from '../../compiler/input.js';
import type { MigratedProduct, MigrationInput } from '../../compiler/migrate/migration/migration.js';
import type { SourceFile } from '../../compiler/source.js';
import type { Client } from '../catalog/Client.js';
import { ALONE } from '../project/compileContext.js';
import { Failure } from '../terminal/Failure.js';
import { readText, whyNoFolder } from '../terminal/files.js';
import { entriesOf, loadProject, type Project } from '../project/loadProject.js';
import { upwards } from '../project/upwards.js';
import { askContext, OF_PRODUCT } from '../catalog/askContext.js';

const MANIFESTS = ['domain-manifest.yaml', 'platform-manifest.yaml', 'manifest.yaml'];
const PRODUCT = 'data-product.yaml';

/** What the last migration wrote down of itself, in the folder where it was made. */
export const JOURNAL = '.floe/migration.json';

export interface MigrationOptions {
  readonly to?: ModelingPattern;
  readonly mapping?: string;
  readonly manifest?: string;
  readonly environment?: string;
  readonly offline?: boolean;
}

const isFile = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.isFile(),
    () => false,
  );

/** The folders with a product below (and at) a folder, relative to it. */
async function productFolders(root: string, folder = ''): Promise<string[]> {
  const entries = await entriesOf(path.join(root, folder));
  const own = entries.some((entry) => entry.name === PRODUCT && entry.isFile()) ? [folder] : [];
  const below = entries.filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules',
  );
  const found = await Promise.all(
    below.map(({ name }) => productFolders(root, folder === '' ? name : `${folder}/${name}`)),
  );
  return [...own, ...found.flat()].sort();
}

async function manifestOf(root: string, named: string | undefined): Promise<SourceFile> {
  for (const name of named === undefined ? MANIFESTS : [named])
    if (await isFile(path.join(root, name))) return { path: name, content: await readText(path.join(root, name)) };
  const expected = named ?? MANIFESTS.join(' or ');
  const why = (await whyNoFolder(root)) || ': run it where the manifest is, or name it with --manifest';
  throw new Failure(2, `there is no ${expected} in ${root}${why}.`);
}

/** The folder that is named, else the nearest one of a manifest, from here upwards. Throws Failure 2 where there is none. */
export const migrationFolder = async (named: string | undefined, manifest: string | undefined): Promise<string> =>
  named ?? (manifest === undefined ? (await upwards(MANIFESTS, 'name it with --manifest')).folder : '.');

/** What a compilation must know of the mesh: of the catalog; for a platform kept in the folder, nothing. */
async function meshOf(client: Client, project: Project, offline: boolean): Promise<MeshFacts | null> {
  if (project.files.some((file) => file.path === 'platform-manifest.yaml')) return ALONE;
  if (offline) return null;
  return askContext(client, OF_PRODUCT, project);
}

/**
 * The documents of a migration from the folder of a manifest: it, the products below it, a mapping file, the journal.
 * Throws Failure 2 where a manifest or a file is not there or cannot be read.
 */
export async function loadMigration(client: Client, root: string, options: MigrationOptions): Promise<MigrationInput> {
  const manifest = await manifestOf(root, options.manifest);
  const products: MigratedProduct[] = [];
  for (const folder of await productFolders(root)) {
    const project = await loadProject(path.join(root, folder), null);
    const mesh = await meshOf(client, project, options.offline === true);
    const { file, source, files, dbtManifest } = project;
    products.push({ folder, product: { path: file, content: source }, files, dbtManifest, mesh });
  }
  const { mapping } = options;
  const journal = path.join(root, JOURNAL);
  return {
    manifest,
    to: options.to ?? null,
    products,
    environment: options.environment ?? 'production',
    mapping: mapping === undefined ? null : { path: mapping, content: await readText(mapping) },
    journal: (await isFile(journal)) ? { path: JOURNAL, content: await readText(journal) } : null,
  };
}
