import type { NamingCase } from '../../artifact.js';
import type { ModelFacts } from '../../facts/models/modelFacts.js';
import { columnInCase } from '../../patterns/casing/columnInCase.js';
import { defineRule } from '../rule/rule.js';
import { some } from '../rule/words.js';

interface Misnamed {
  readonly column: string;
  /** null: a column of that name exists already. */
  readonly name: string | null;
}

function misnamed({ model }: ModelFacts, form: NamingCase): Misnamed[] {
  const taken = new Set(model.columns.map(({ name }) => name.toLowerCase()));
  return model.columns.flatMap(({ name: column }) => {
    const name = columnInCase(column, form);
    if (name === null) return [];
    const lower = name.toLowerCase();
    return { column, name: lower !== column.toLowerCase() && taken.has(lower) ? null : name };
  });
}

const placesOf = ({ model }: ModelFacts, columns: readonly Misnamed[]) =>
  columns.flatMap(({ column }) => model.columns.find(({ name }) => name === column)?.location ?? []);

const MOST_PLACES = 20;

/** ADR-0021, Platform Manifest, `naming.case`, of columns. One finding a model: a table of a foreign system has them all. */
export const namingColumnCase = defineRule<{ case: NamingCase; columns: readonly Misnamed[] }>({
  code: 'NAMING_COLUMN_CASE',
  family: 'naming',
  severity: 'by-enforcement',
  title: 'Columns of the model are not in the case that the platform asks for.',
  why: 'A column in mixed case must be quoted in every query on most warehouses, or is another column.',
  example: {
    bad: '# domain-manifest.yaml\ndata_architecture: {naming: {case: snake_case}}\n# models/orders.yml\nmodels:\n  - {name: bronze_orders, columns: [{name: id, tests: [not_null]}, {name: orderDate, tests: [not_null]}]}',
    good: '# domain-manifest.yaml\ndata_architecture: {naming: {case: snake_case}}\n# models/orders.yml\nmodels:\n  - {name: bronze_orders, columns: [{name: id, tests: [not_null]}, {name: order_date, tests: [not_null]}]}',
  },
  mend: "Rename the columns in the model's SQL (`orderDate as order_date`) and YAML, or state another case, or `off`, in `data_architecture.naming.columns`.",
  check({ models, platform }, out) {
    const form = platform.columnCase;
    if (form === null) return;
    for (const model of models) {
      const columns = misnamed(model, form);
      if (columns.length === 0) continue;
      const [location, ...others] = placesOf(model, columns);
      const related = others.slice(0, MOST_PLACES).map((at) => ({ message: `Not in ${form} either`, location: at }));
      out.fail(model, { case: form, columns }, { location, related });
    }
  },
  message: (model, { case: form, columns: [first, ...others] }) =>
    others.length === 0
      ? `Column '${first?.column ?? ''}' of '${model}' is not in ${form}`
      : `${others.length + 1} columns of '${model}' are not in ${form}`,
  expected: ({ columns, ...details }) =>
    columns.length === 1 ? (columns[0]?.name ?? `another name in ${details.case}`) : undefined,
  hint: ({ columns }) => {
    if (columns.length === 1 && columns[0]?.name) return undefined;
    return some(columns.map(({ column, name }) => `${column} → ${name ?? 'another name, for that one exists'}`));
  },
});
