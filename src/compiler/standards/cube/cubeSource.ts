import type { CompiledOutputPort, CompiledProduct } from '../../artifact.js';
import { readDbtProject, type DbtFiles } from '../../document/dbt/readDbtProject.js';
import type { DbtModel } from '../../document/dbt/project/project.js';
import { refsIn } from '../../document/dbt/project/sqlReferences.js';
import { listOf, mappingOf, textOf } from '../../document/dbt/project/values.js';
import { parseDbtYaml } from '../../document/yaml/yaml.js';
import { isMapping, type Mapping } from '../../values/json.js';
import type { CubeSource, PortReference } from './model.js';

/** The port that each model feeds, by the name of the model. */
function portsByModel({ models, outputPorts }: CompiledProduct): ReadonlyMap<string, CompiledOutputPort> {
  return new Map(
    models.flatMap(({ name, table }) => {
      const port = outputPorts.find((each) => each.table === table);
      return port ? [[name, port] as const] : [];
    }),
  );
}

/** What a schema says: `references: [sales.gold.customers.customer_id]`. */
function stated(ports: readonly CompiledOutputPort[]): PortReference[] {
  return ports.flatMap(({ name: from, columns }) =>
    columns.flatMap(({ name: column, references = [] }) =>
      references.flatMap((text) => {
        const at = text.lastIndexOf('.');
        const to = ports.find(({ table }) => table === text.slice(0, at));
        return to ? [{ from, column, to: to.name, toColumn: text.slice(at + 1) }] : [];
      }),
    ),
  );
}

/** What dbt tests: `relationships` to the model of another port. */
function tested(model: DbtModel, byModel: ReadonlyMap<string, CompiledOutputPort>): PortReference[] {
  const from = byModel.get(model.name);
  return model.tests.flatMap(({ name, column, arguments: { to, field } }) => {
    const target = byModel.get(refsIn(textOf(to) ?? '')[0]?.name ?? '');
    const toColumn = textOf(field);
    if (name !== 'relationships' || !from || !target || column === null || toColumn === null) return [];
    return [{ from: from.name, column, to: target.name, toColumn }];
  });
}

/** The semantic models of dbt, out of its manifest.json or of schema YAML (MetricFlow, `semantic_models`). */
function semanticModels({ files, dbtManifest }: DbtFiles): Mapping[] {
  if (dbtManifest !== null) {
    const manifest: unknown = JSON.parse(dbtManifest);
    return Object.values(mappingOf(mappingOf(manifest)['semantic_models'])).filter(isMapping);
  }
  const schemas = files.filter(({ path }) => /\.ya?ml$/.test(path));
  return schemas.flatMap((file) => {
    const value = mappingOf(parseDbtYaml(file).document?.value);
    return listOf(value['semantic_models']).filter(isMapping);
  });
}

/** What cubes of a compiled product are written of: its ports, and what its dbt project says of them beyond that. */
export function cubeSource(product: CompiledProduct, files: DbtFiles): CubeSource {
  const byModel = portsByModel(product);
  const { project } = readDbtProject(files);
  const measures: Record<string, Mapping[]> = {};
  for (const each of semanticModels(files)) {
    const port = byModel.get(refsIn(textOf(each['model']) ?? '')[0]?.name ?? '');
    if (port) (measures[port.name] ??= []).push(...listOf(each['measures']).filter(isMapping));
  }
  return {
    fqn: product.fqn,
    ports: product.outputPorts,
    references: [...stated(product.outputPorts), ...project.models.flatMap((model) => tested(model, byModel))],
    measures,
  };
}
