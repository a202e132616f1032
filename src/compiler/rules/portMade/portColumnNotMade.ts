import { unmadeColumns } from '../../facts/models/madeColumns.js';
import { unmadeFields } from '../../facts/models/madeFields.js';
import { nearest } from '../../values/nearest.js';
import { defineRule } from '../rule/rule.js';
import { some } from '../rule/words.js';

interface Details extends Readonly<Record<string, unknown>> {
  readonly port: string;
  readonly column: string;
  readonly model: string;
  readonly made: readonly string[];
  readonly meant: string | null;
}

const promising = (columns: string): string =>
  `# data-product.yaml\noutput_ports: [{name: orders, table: sales.bronze.orders, access: {default: allow}, schema: {columns: [${columns}]}}]\n# models/bronze_orders.yml\nmodels:\n  - {name: bronze_orders, columns: [{name: id, tests: [not_null, unique]}]}\n# models/bronze_orders.sql\nselect id from {{ source('shop', 'orders') }}\n`;

/** ADR-0021, Output Ports: what a port promises its models make. */
export const portColumnNotMade = defineRule<Details>({
  code: 'PORT_COLUMN_NOT_MADE',
  family: 'port',
  severity: 'error',
  title: 'An output port promises a column that no model makes.',
  why: 'Contracts are derived from what a port promises: consumers rely on a column that is not in the table.',
  example: {
    bad: promising('{name: id, type: string}, {name: email, type: string}'),
    good: promising('{name: id, type: string}'),
  },
  mend: 'Select the column in the model, or take it out of the schema of the port. Where the SQL of the model cannot be read, or hands on a `select *`, nothing is said; where there is no SQL and its YAML tells of no such column it is a warning. Of a column whose `data_type` tells its fields (`struct<city: string>`) the promised fields are among them.',
  check({ outputs, models, project, platform }, out) {
    for (const output of outputs) {
      for (const { column, model, made, proven } of unmadeColumns(output, models, project, platform)) {
        const { name } = column.column;
        out.fail(
          output,
          { port: output.name, column: name, model: model.name, made, meant: nearest(name, made) },
          {
            location: column.location,
            severity: proven ? 'error' : 'warning',
            related: model.location ? [{ message: `${model.name} writes the table`, location: model.location }] : [],
          },
        );
      }
      for (const { path, location, model, beside, declared } of unmadeFields(output, models))
        out.fail(
          output,
          {
            port: output.name,
            column: path,
            model,
            made: beside,
            meant: nearest(path.split('.').at(-1) ?? '', beside),
          },
          {
            location,
            related: [{ message: `${model} declares it as ${declared.type ?? ''}`, location: declared.location }],
          },
        );
    }
  },
  message: (_, { port, column, model }) =>
    `Column '${column}' of output port '${port}' is not among those that ${model} makes`,
  expected: ({ made }) => `one of ${some(made, 12)}`,
  hint: ({ meant }) => (meant === null ? undefined : `Did you mean '${meant}'?`),
});
