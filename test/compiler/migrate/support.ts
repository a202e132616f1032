import type { ModelingPattern } from '../../../src/compiler/artifact.js';
import { planMigration } from '../../../src/compiler/migrate/planMigration.js';
import type { MigrationInput, MigrationPlan } from '../../../src/compiler/migrate/migration/migration.js';
import type { SourceFile } from '../../../src/compiler/source.js';
import { EMPTY_MESH } from '../support/mesh.js';

/** Files of a centralized platform with one product, by path. */
export type Folder = Readonly<Record<string, string>>;

export const PRODUCT = `apiVersion: floe.dev/v1
kind: DataProduct
metadata: {name: shop, version: "1.0.0"}
ownership: {team: shop, email: shop@acme.com}
output_ports:
  - name: revenue
    table: gold.revenue  # what others read
transforms: [{type: dbt, path: models/}]
`;

export const MANIFEST = `# platform-manifest.yaml
data_architecture:
  pattern: medallion
`;

const MANIFEST_PATH = 'platform-manifest.yaml';
const PRODUCT_PATH = 'data-product.yaml';
const NOT_FILES = [PRODUCT_PATH, '.floe/migration.json', 'mapping.yaml'];

/** A folder as `floe migrate` reads it. */
export function inputOf(folder: Folder, to: ModelingPattern | null = null): MigrationInput {
  const at = (path: string): SourceFile | null => (folder[path] === undefined ? null : { path, content: folder[path] });
  const files = Object.entries(folder)
    .filter(([path]) => !NOT_FILES.includes(path))
    .map(([path, content]) => ({ path, content }));
  return {
    to,
    manifest: at(MANIFEST_PATH),
    mapping: at('mapping.yaml'),
    journal: at('.floe/migration.json'),
    products: [
      { folder: '', product: at(PRODUCT_PATH) ?? { path: PRODUCT_PATH, content: '' }, files, mesh: EMPTY_MESH },
    ],
    environment: 'production',
  };
}

export const planOf = (folder: Folder, to: ModelingPattern | null = null): MigrationPlan =>
  planMigration(inputOf(folder, to));

/** The folder as the plan leaves it, its journal with it. */
export function migrated(folder: Folder, plan: MigrationPlan): Folder {
  const after = new Map(Object.entries(folder));
  for (const { path } of plan.files) after.delete(path);
  for (const { newPath, after: text } of plan.files) after.set(newPath, text);
  if (plan.journal === null) after.delete('.floe/migration.json');
  else after.set('.floe/migration.json', plan.journal);
  return Object.fromEntries(after);
}

/** A model by its SQL and its schema YAML. */
export const model = (folder: string, name: string, sql: string, yaml = ''): Folder => ({
  [`models/${folder}/${name}.sql`]: sql,
  [`models/${folder}/${name}.yml`]: `version: 2\nmodels:\n  - name: ${name}\n${yaml}`,
});
