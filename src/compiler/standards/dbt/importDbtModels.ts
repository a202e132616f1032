import type { DocumentColumn } from '../../document/common.js';
import type { DbtColumn, DbtModel } from '../../document/dbt/project/project.js';
import { readDbtProject } from '../../document/dbt/readDbtProject.js';
import { finding } from '../../document/yaml/finding.js';
import type { DocumentOutputPort } from '../../document/product.js';
import type { SourceFile } from '../../source.js';
import { unknownType } from '../../types/knownTypes.js';
import { enforcedConstraints } from '../../facts/columns/columnTests.js';
import { columnPromises, rowPromises } from '../../facts/columns/constraintPromises.js';
import { fitting } from '../common/fitting.js';
import { refused, type Importer } from '../common/importer.js';
import { importedPort } from '../common/importedPort.js';

/** The values of an `accepted_values` test. */
function valuesOf(model: DbtModel, column: string): string[] | undefined {
  const test = model.tests.find((each) => each.name === 'accepted_values' && each.column === column);
  const { values } = test?.arguments ?? {};
  return Array.isArray(values) && values.length > 0 ? values.map(String) : undefined;
}

/** A column with the constraints that the contract enforces; a key has no nulls. */
function columnOf(model: DbtModel, { name, type, description, floe }: DbtColumn): DocumentColumn {
  const constraints = enforcedConstraints(model);
  const has = (constraint: string): true | undefined =>
    constraints.some(({ type: each, columns }) => each === constraint && columns.includes(name)) || undefined;
  const alone = (constraint: string): true | undefined =>
    constraints.some(({ type: each, columns }) => each === constraint && columns.join() === name) || undefined;
  const { references, extensions: keywords } = columnPromises(model, name);
  const [key, values] = [has('primary_key'), valuesOf(model, name)];
  const own: Partial<DocumentColumn> = {
    ...((has('not_null') ?? key) && { required: true }),
    ...(alone('unique') && { unique: true }),
    ...(key && { primary_key: true }),
    ...(values && { enum: values }),
    ...(references && { references: [...references] }),
    ...(keywords && { keywords: { ...keywords } }),
    ...(description !== null && { description }),
    ...fitting(floe.values),
  };
  // A warehouse may have types of its own; one that is near a known one is misspelt, and refused by whoever asked.
  const written = type?.trim() || 'any';
  const ofWarehouse = unknownType(written)?.meant === null;
  return ofWarehouse ? { name, type: 'any', physical_type: written, ...own } : { name, type: written, ...own };
}

const portOf = (model: DbtModel, namespace: string | undefined): DocumentOutputPort =>
  importedPort({
    name: model.name,
    namespace,
    table: model.alias ?? undefined,
    description: model.description,
    columns: model.columns.map((column) => columnOf(model, column)),
    keywords: rowPromises(model),
  });

const isJson = ({ content }: SourceFile): boolean => /^\uFEFF?\s*\{/.test(content);

/**
 * The models of dbt whose contract is enforced (`contract: {enforced: true}`), each as an output port, from a schema YAML
 * or from target/manifest.json (dbt, model contracts).
 */
export const importDbtModels: Importer = (file, namespace) => {
  const schema = { path: 'models/schema.yml', content: file.content };
  const { project, diagnostics } = readDbtProject(
    isJson(file)
      ? { files: [], dbtManifest: file.content, transforms: [] }
      : { files: [schema], dbtManifest: null, transforms: [] },
  );
  const placed = diagnostics.map((each) => ({
    ...each,
    ...(each.location && { location: { ...each.location, file: file.path } }),
  }));
  if (diagnostics.some(({ severity }) => severity === 'error')) return refused(placed);
  const ports = project.models.filter((model) => model.contractEnforced).map((model) => portOf(model, namespace));
  if (ports.length > 0) return { product: { output_ports: ports }, kept: 0, diagnostics: placed };
  const [message, expected] = ['No model in it has an enforced contract', 'config: {contract: {enforced: true}}'];
  const location = { file: file.path, line: 1, column: 1 };
  return refused([finding({ code: 'DOCUMENT_MISSING_FIELD', message, expected, location })]);
};
