import { renderYaml } from '../../document/yaml/renderYaml.js';
import type { SourceFile } from '../../source.js';
import { sameName } from '../../facts/columns/columnTests.js';
import type { StarterColumn, StarterModel } from '../models/model.js';
import type { Starter } from './starter.js';

/** `status`; `id as customer_id`. */
function selected({ name, sql }: StarterColumn): string {
  const own = sql.slice(sql.lastIndexOf('.') + 1);
  return sameName(own, name) ? sql : `${sql} as ${name}`;
}

/** The SQL of a model, for DuckDB, Spark and Snowflake alike. */
const modelSql = ({ before = '', columns, from }: StarterModel): string =>
  `${before}select\n${columns.map((column) => `    ${selected(column)}`).join(',\n')}\n${from}\n`;

/** Its schema YAML: what it is, what its columns are, and the tests that its layer asks for. */
function modelYaml({ name, stem, description, columns, tests, meta }: StarterModel): string {
  const model = {
    name,
    description,
    config: { alias: stem },
    ...(Object.keys(meta).length > 0 && { meta: { floe: meta } }),
    ...(tests.length > 0 && { data_tests: tests }),
    columns: columns.map((column) => ({
      name: column.name,
      description: column.description,
      data_tests: ['not_null', ...(column.tests ?? [])],
    })),
  };
  return renderYaml({ version: 2, models: [model] });
}

/** Each model in the folder of its layer. */
export const modelFiles = ({ models }: Starter): SourceFile[] =>
  models.flatMap((model) => {
    const path = `models/${model.layer.name}/${model.name}`;
    return [
      { path: `${path}.sql`, content: modelSql(model) },
      { path: `${path}.yml`, content: modelYaml(model) },
    ];
  });

/** One dbt source an input port, named after it. */
export function sourcesYaml({ names }: Starter): string {
  const table = { name: names.entities, description: `The ${names.entities} as they come in` };
  const source = { name: names.source, description: `The input port ${names.source}`, tables: [table] };
  return renderYaml({ version: 2, sources: [source] });
}
