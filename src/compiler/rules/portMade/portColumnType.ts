import { declaredAs } from '../../facts/models/madeColumns.js';
import { promisedParts } from '../../facts/models/madeFields.js';
import { contradiction } from '../../types/contradiction.js';
import { defineRule } from '../rule/rule.js';

interface Details extends Readonly<Record<string, unknown>> {
  readonly port: string;
  readonly column: string;
  readonly promised: string;
  readonly model: string;
  readonly made: string;
}

const typed = (type: string): string =>
  `# data-product.yaml\noutput_ports: [{name: orders, table: sales.bronze.orders, access: {default: allow}, schema: {columns: [{name: total, type: ${type}}]}}]\n# models/bronze_orders.yml\nmodels:\n  - {name: bronze_orders, meta: {floe: {primary_key: total}}, columns: [{name: total, data_type: "numeric(10,2)", tests: [not_null]}]}`;

/** A JSON Schema says of a text what JSON makes of the value: dates, times and exact numbers travel as texts. */
const mayBeText = (promised: string, byJson: boolean): boolean => byJson && promised === 'string';

/** ADR-0021, Output Ports: a column is of the type that the port promises. */
export const portColumnType = defineRule<Details>({
  code: 'PORT_COLUMN_TYPE',
  family: 'port',
  severity: 'error',
  title: 'An output port promises another type than its model makes.',
  why: 'Consumers read a column as the type that their contract states.',
  example: { bad: typed('boolean'), good: typed('"decimal(10,2)"') },
  mend: 'State in the port the type that the model makes, or cast the column in the model. A type that is of the same kind and may be too large for the promise (`bigint` for `int32`, `varchar(80)` for `varchar(20)`) is a warning.',
  check({ outputs, models }, out) {
    for (const output of outputs) {
      const byJson = output.port.schema?.ref !== undefined;
      for (const { column, location } of output.columns) {
        const declared = declaredAs(column.name, output, models);
        const type = declared?.column.type ?? null;
        if (!declared || type === null) continue;
        const whole = { path: column.name, promised: column.type, made: type };
        for (const { path, promised, made } of [whole, ...promisedParts(column, type)]) {
          const far = made === null || mayBeText(promised, byJson) ? null : contradiction(made, promised);
          if (made === null || far === null) continue;
          out.fail(
            output,
            { port: output.name, column: path, promised, model: declared.model.name, made },
            {
              location,
              severity: far === 'another' ? 'error' : 'warning',
              related: [
                { message: `${declared.model.name} declares it as ${type}`, location: declared.column.location },
              ],
            },
          );
        }
      }
    }
  },
  message: (_, { port, column, promised, model, made }) =>
    `Column '${column}' of output port '${port}' is promised as ${promised}, and ${model} makes it ${made}`,
  expected: ({ made }) => made,
});
