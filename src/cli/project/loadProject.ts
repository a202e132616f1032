import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { SourceFile } from '../../compiler/source.js';
import { compareText } from '../../compiler/values/compareText.js';
import { Failure } from '../terminal/Failure.js';
import { readText, refused, whyNoFolder } from '../terminal/files.js';
import { exists, upwards } from './upwards.js';

const MEGABYTE = 1024 * 1024;
const ARTIFACT_LIMIT = 2 * MEGABYTE;
const DOCUMENT = 'data-product.yaml';
const DBT_MANIFEST = path.join('target', 'manifest.json');
const IGNORED_FOLDERS = new Set(['node_modules', 'target', 'dbt_packages', 'dbt_modules', 'logs']);
const TAKEN = /\.(ya?ml|sql|py|json|csv)$/;
/** dbt's seeds: that they are there is told, and nothing of what is in them. */
const SEED = /\.csv$/;
/** What dbt leaves in target/ beside its manifest and the compiler reads; too large a one is left out, for none is needed. */
const ARTIFACTS = ['catalog.json', 'run_results.json', 'sources.json'];
const IGNORED_FILES = /^(package(-lock)?|tsconfig)\.json$/;

/** What a compilation of a product folder is asked with. */
export interface Project {
  readonly source: string;
  readonly file: string;
  readonly files: readonly SourceFile[];
  readonly dbtManifest: string | null;
}

/** What a folder holds. Throws Failure 2 where it cannot be read. */
export const entriesOf = (folder: string): Promise<Dirent[]> =>
  readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw refused(`${folder} cannot be read`, error);
  });

/** The documents of a folder and its folders, relative to it, sorted; a folder that is a product of its own is not part of it. */
async function documentsOf(root: string, folder = ''): Promise<string[]> {
  const entries = await entriesOf(path.join(root, folder));
  if (folder !== '' && entries.some((entry) => entry.name === DOCUMENT)) return [];
  const found: string[] = [];
  for (const entry of entries) {
    const name = path.join(folder, entry.name);
    const hidden = entry.name.startsWith('.');
    if (entry.isDirectory() && !hidden && !IGNORED_FOLDERS.has(entry.name))
      found.push(...(await documentsOf(root, name)));
    if (entry.isFile() && !hidden && TAKEN.test(entry.name) && !IGNORED_FILES.test(entry.name)) found.push(name);
  }
  return found.sort();
}

/** Whether the folder describes its models by schema YAML: a YAML file below it, apart from dbt's and floe's own. */
const hasSchemaYaml = (documents: readonly string[]): boolean =>
  documents.some((name) => name.includes(path.sep) && /\.ya?ml$/.test(name));

/** An artifact of dbt's last run, where there is one that can be sent. */
async function artifact(folder: string, name: string): Promise<SourceFile[]> {
  const file = path.join(folder, 'target', name);
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  return size > 0 && size <= ARTIFACT_LIMIT ? [{ path: `target/${name}`, content: await readText(file) }] : [];
}

/** The folder that is named, else the nearest one of a product, from here upwards. Throws Failure 2 where there is none. */
export const productFolder = async (named: string | undefined): Promise<string> =>
  named ?? (await upwards([DOCUMENT], 'name the folder of the product')).folder;

/** The folders of products in this one and below it, sorted. Throws Failure 2 where one cannot be read. */
async function productsBelow(folder: string): Promise<string[]> {
  const entries = await entriesOf(folder);
  if (entries.some(({ name }) => name === DOCUMENT)) return [folder];
  const found: string[] = [];
  for (const entry of entries.sort((a, b) => compareText(a.name, b.name)))
    if (entry.isDirectory() && !entry.name.startsWith('.') && !IGNORED_FOLDERS.has(entry.name))
      found.push(...(await productsBelow(path.join(folder, entry.name))));
  return found;
}

/**
 * The product folders that are named, each once; in place of a folder that holds none itself, those below it. Throws
 * Failure 2 where there is none in or below one.
 */
export async function productFolders(named: readonly string[]): Promise<string[]> {
  const folders: string[] = [];
  for (const folder of named) {
    const found = (await whyNoFolder(folder)) === '' ? await productsBelow(folder) : [];
    if (found.length === 0 && named.length > 1)
      throw new Failure(2, `there is no ${DOCUMENT} in ${folder} or below it${await whyNoFolder(folder)}.`);
    folders.push(...(found.length > 0 ? found : [folder]));
  }
  return [...new Set(folders.map((folder) => path.normalize(folder)))];
}

/** The data-product.yaml of a product folder. Throws Failure 2 where it cannot be read. */
export const loadDocument = async (folder: string): Promise<SourceFile> => ({
  path: DOCUMENT,
  content: await readText(path.join(folder, DOCUMENT)),
});

/**
 * A product folder: data-product.yaml, its schemas, dbt YAML and SQL, platform-manifest.yaml, and dbt's artifacts in
 * target/, and its manifest.json: the one named, or target/manifest.json where no schema YAML describes the models.
 * Throws Failure 2 where the folder has no data-product.yaml or a file cannot be sent.
 */
export async function loadProject(folder: string, dbtManifest: string | null): Promise<Project> {
  if (!(await exists(path.join(folder, DOCUMENT))))
    throw new Failure(2, `there is no ${DOCUMENT} in ${folder}${await whyNoFolder(folder)}.`);
  const documents = (await documentsOf(folder)).filter((name) => name !== DOCUMENT);
  const files: SourceFile[] = [];
  for (const name of documents)
    files.push({
      path: name.split(path.sep).join('/'),
      content: SEED.test(name) ? '' : await readText(path.join(folder, name)),
    });
  for (const name of ARTIFACTS) files.push(...(await artifact(folder, name)));
  const built = path.join(folder, DBT_MANIFEST);
  const manifest = dbtManifest ?? (!hasSchemaYaml(documents) && (await exists(built)) ? built : null);
  return {
    source: await readText(path.join(folder, DOCUMENT)),
    file: DOCUMENT,
    files,
    dbtManifest: manifest === null ? null : await readText(manifest),
  };
}

/** What a product is made of, by its paths; not its seeds, of which nothing but their names is read. */
export const documentsFor = ({ source, file, files, dbtManifest }: Project): SourceFile[] => [
  { path: file, content: source },
  ...files.filter(({ path: name }) => !SEED.test(name)),
  ...(dbtManifest === null ? [] : [{ path: 'target/manifest.json', content: dbtManifest }]),
];
