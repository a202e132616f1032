import { unwrittenTables } from '../../facts/models/unwrittenTables.js';
import { defineRule } from '../rule/rule.js';
import { some } from '../rule/words.js';

interface Details extends Readonly<Record<string, unknown>> {
  readonly port: string;
  readonly table: string;
  readonly written: readonly string[];
  readonly meant: string | null;
}

const port = (table: string): string =>
  `# data-product.yaml\noutput_ports: [{name: orders, table: ${table}, access: {default: allow}, schema: {columns: [{name: id, type: string}]}}]\n# models/bronze_orders.yml\nmodels:\n  - {name: bronze_orders, columns: [{name: id, tests: [not_null, unique]}]}`;

/** ADR-0021, Output Ports: the table that a port offers is written by a model of the product. */
export const portTableNotMade = defineRule<Details>({
  code: 'PORT_TABLE_NOT_MADE',
  family: 'port',
  severity: 'warning',
  title: 'An output port offers a table that no model of the product writes.',
  why: 'Consumers would find no table there, or one that something else wrote.',
  example: { bad: port('sales.gold.customers'), good: port('sales.bronze.orders') },
  mend: 'Name the table of the model that makes it, say `meta.floe.port` in that model, or add the model. Where the name is nearly that of a table that is written it is an error. Nothing is said where transforms other than dbt may write it.',
  check({ outputs, models, document, project }, out) {
    if (!document) return;
    for (const { output, written, meant } of unwrittenTables(outputs, models, document, project.snapshots)) {
      const { table } = output.port;
      out.fail(
        output,
        { port: output.name, table, written, meant },
        { location: output.tableLocation, severity: meant === null ? 'warning' : 'error' },
      );
    }
  },
  message: (_, { port: name, table }) => `No model writes the table ${table} of output port '${name}'`,
  expected: ({ written }) => `one of ${some(written, 12)}`,
  hint: ({ meant }) =>
    meant === null ? 'Name in meta.floe.port of a model the port that it writes' : `Did you mean ${meant}?`,
});
