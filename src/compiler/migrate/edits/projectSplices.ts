import { baseName } from '../../document/dbt/folder/folders.js';
import type { SourceFile } from '../../source.js';
import type { Splice } from '../migration/journal.js';
import { newGateKey } from './manifestSplices.js';
import type { LayerRename, TableMove } from '../migration/migration.js';
import { newStem } from './newPath.js';
import { yamlSplices, type YamlScalar } from './yamlSplices.js';

/** What changes in the files of one product. */
export interface ProjectChange {
  /** New names of its own models. */
  readonly models: ReadonlyMap<string, string>;
  /** New names of the models of other packages, by package. */
  readonly packages: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly layers: readonly LayerRename[];
  readonly tables: readonly TableMove[];
  /** Whether a folder is named after a layer and its models go to another. */
  readonly movedFolder: (folder: string) => string;
}

const REF = /\bref\(\s*(?:(['"])([^'"\n]+)\1\s*,\s*)?(['"])([^'"\n]+)\3/g;
const SNAPSHOT = /\{%-?\s*snapshot\s+(\w+)/g;

/** `ref('bronze_orders')`, and `ref('package', 'bronze_orders')`, in code and in YAML alike. */
function refSplices(text: string, { models, packages }: ProjectChange): Splice[] {
  return [...text.matchAll(REF)].flatMap((match) => {
    const [whole, , ofPackage, , name = ''] = match;
    const now = ofPackage === undefined ? models.get(name) : packages.get(ofPackage)?.get(name);
    return now === undefined
      ? []
      : { at: match.index + whole.length - 1 - name.length, length: name.length, text: now };
  });
}

const snapshotSplices = (text: string, { models }: ProjectChange): Splice[] =>
  [...text.matchAll(SNAPSHOT)].flatMap((match) => {
    const [whole, name = ''] = match;
    const now = models.get(name);
    return now === undefined ? [] : { at: match.index + whole.length - name.length, length: name.length, text: now };
  });

const NAMED = new Set(['models', 'snapshots']);

/** A name in schema YAML: of a model, of the file of its version, of the model of a unit test, of the layer in `meta.floe`. */
function newSchemaName({ path, isKey, value }: YamlScalar, { models, layers }: ProjectChange): string | null {
  if (isKey) return null;
  const [list, , key] = path;
  if (path.length === 3 && key === 'name' && NAMED.has(String(list))) return models.get(value) ?? null;
  if (path.length === 3 && key === 'model' && list === 'unit_tests') return models.get(value) ?? null;
  if (path.length === 5 && list === 'models' && path[4] === 'defined_in') return newStem(value, models);
  if (path.at(-1) !== 'layer' || path.at(-2) !== 'floe' || path.at(-3) !== 'meta') return null;
  return layers.find(({ from }) => from.name === value)?.to.name ?? null;
}

/** The tree of dbt_project.yml names folders and models as its keys. */
function newConfigKey({ path, isKey, value }: YamlScalar, change: ProjectChange): string | null {
  if (!isKey || path.length < 3 || !NAMED.has(String(path[0])) || path.some((step) => String(step).startsWith('+')))
    return null;
  return change.models.get(value) ?? change.layers.find(({ from }) => from.name === value)?.to.name ?? null;
}

/** The changes of one file of a product's dbt project. */
export function projectSplices({ path, content }: SourceFile, change: ProjectChange): Splice[] {
  if (/\.(sql|py|md)$/.test(path)) return [...refSplices(content, change), ...snapshotSplices(content, change)];
  if (!/\.ya?ml$/.test(path)) return [];
  const isConfig = /^dbt_project\.ya?ml$/.test(baseName(path));
  const names = yamlSplices(content, (scalar) => (isConfig ? newConfigKey : newSchemaName)(scalar, change));
  return [...refSplices(content, change), ...names];
}

/** The changes of data-product.yaml: tables of ports that move, gates of layers, the path of a transform. */
export function productSplices(text: string, { layers, tables, movedFolder }: ProjectChange): Splice[] {
  return yamlSplices(text, (scalar) => {
    const { path, isKey, value } = scalar;
    if (!isKey && path.length === 3 && path[0] === 'output_ports' && path[2] === 'table')
      return tables.find(({ from }) => from === value)?.to ?? null;
    if (!isKey && path.length === 3 && path[0] === 'transforms' && path[2] === 'path') return movedFolder(value);
    return newGateKey(scalar, layers);
  });
}
