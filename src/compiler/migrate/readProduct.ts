import type { Diagnostic } from '../diagnostic.js';
import type { DbtProject } from '../document/dbt/project/project.js';
import { projectFiles } from '../document/dbt/folder/projectFile.js';
import { readDbtProject } from '../document/dbt/readDbtProject.js';
import { listOf, textOf } from '../document/dbt/project/values.js';
import { parseYaml } from '../document/yaml/yaml.js';
import type { MigratedProduct } from './migration/migration.js';
import { valueAt } from '../values/json.js';

/** A product as it was read. */
export interface ReadProduct {
  readonly at: MigratedProduct;
  readonly document: unknown;
  readonly project: DbtProject;
  /** The name of its dbt project. */
  readonly packageName: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a product's documents as far as they can be read. */
export function readProduct(at: MigratedProduct): ReadProduct {
  const { document, diagnostics } = parseYaml(at.product);
  const transforms = listOf(valueAt(document?.value, ['transforms'])).flatMap(
    (each) => textOf(valueAt(each, ['path'])) ?? [],
  );
  const dbt = readDbtProject({ files: at.files, dbtManifest: at.dbtManifest ?? null, transforms });
  const [config] = projectFiles(at.files);
  return {
    at,
    document: document?.value,
    project: dbt.project,
    packageName: config?.name ?? null,
    diagnostics: [...diagnostics, ...dbt.diagnostics.filter(({ severity }) => severity === 'error')],
  };
}
