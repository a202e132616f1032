import { compileProduct } from '../compileProduct.js';
import type { Diagnostic } from '../diagnostic.js';
import { textOf } from '../document/dbt/project/values.js';
import { parseYaml } from '../document/yaml/yaml.js';
import type { MeshFacts } from '../input.js';
import type { SourceFile, SourceLocation } from '../source.js';
import type { FileEdit, MigratedProduct } from './migration/migration.js';
import { valueAt } from '../values/json.js';

/**
 * The mesh in which the manifest at hand stands for the published one of its name, and the product is new: that a version
 * asks for a higher number, or breaks who relies on the one that stands, is nothing that a pattern lacks.
 */
function meshFor(given: MeshFacts, manifest: SourceFile | null): MeshFacts {
  const mesh: MeshFacts = { ...given, standing: null };
  if (!manifest) return mesh;
  const name = textOf(valueAt(parseYaml(manifest).document?.value, ['metadata', 'name']));
  const refs = mesh.refs.map((each) =>
    each.found?.name === name ? { ...each, found: { ...each.found, source: manifest } } : each,
  );
  return { ...mesh, refs };
}

function findings(
  { product, files, dbtManifest }: Pick<MigratedProduct, 'product' | 'files' | 'dbtManifest'>,
  mesh: MeshFacts,
  environment: string,
): readonly Diagnostic[] | null {
  const result = compileProduct({ product, files, dbtManifest: dbtManifest ?? null, environment, mesh });
  return result.stages.some(({ status }) => status === 'skipped') ? null : result.diagnostics;
}

export interface Migrated {
  readonly product: MigratedProduct;
  readonly edits: readonly FileEdit[];
  readonly manifest: { readonly before: SourceFile; readonly after: SourceFile } | null;
  /** New names of models and layers by their old ones. */
  readonly names: ReadonlyMap<string, string>;
  readonly environment: string;
}

/**
 * What a compilation finds in the migrated product that it did not find before: the SCD columns, the tests, the hubs'
 * keys that the target asks for (ADR-0021, Pattern Migration).
 */
export function gapsOf({ product, edits, manifest, names, environment }: Migrated): Diagnostic[] | null {
  if (!product.mesh) return null;
  const below = product.folder === '' ? '' : `${product.folder}/`;
  const byPath = new Map(edits.map((edit) => [edit.path, edit]));
  const moved = ({ path, content }: SourceFile): SourceFile => {
    const edit = byPath.get(`${below}${path}`);
    return edit ? { path: edit.newPath.slice(below.length), content: edit.after } : { path, content };
  };
  const before = findings(product, meshFor(product.mesh, manifest?.before ?? null), environment);
  const after = findings(
    { product: moved(product.product), files: product.files.map(moved) },
    meshFor(product.mesh, manifest?.after ?? null),
    environment,
  );
  // Where the platform cannot be loaded, nobody knows what it asks for.
  if (!before || !after) return null;
  const renamed = (text: string): string => text.replace(/[A-Za-z_]\w*/g, (word) => names.get(word) ?? word);
  const known = new Set(before.map(({ code, subject = '', message }) => renamed(`${code} ${subject} ${message}`)));
  // Of a domain's products each has a data-product.yaml: the folder tells which.
  const own = new Set([product.product, ...product.files].map((file) => moved(file).path));
  const placed = (location: SourceLocation): SourceLocation =>
    own.has(location.file) && location.file !== manifest?.after.path
      ? { ...location, file: `${below}${location.file}` }
      : location;
  return after
    .filter(({ code, subject = '', message }) => !known.has(`${code} ${subject} ${message}`))
    .map((each) => (each.location ? { ...each, location: placed(each.location) } : each));
}
