import { modelCycles } from '../../facts/lineage/modelCycles.js';
import { portCycles } from './portCycles.js';
import { defineRule } from '../rule/rule.js';

/** So many names of a path are shown, and so many places of a cycle; `details` has all. */
const MOST = 12;

const shown = (path: readonly string[]): readonly string[] =>
  path.length <= MOST ? path : [...path.slice(0, MOST - 2), `... ${path.length - MOST + 1} more`, path.at(-1) ?? ''];

/** Decision 13: products may read from each other; a true cycle through models and ports is told of, with its path. */
export const lineageCycle = defineRule<{ what: 'Output port' | 'Model'; path: readonly string[] }>({
  code: 'LINEAGE_CYCLE',
  family: 'port',
  severity: 'warning',
  title: 'Data comes back into the port or model that it comes from.',
  why: 'There is no order in which such a chain can run, no run after which all of it is fresh, and a wrong value in it never washes out. Two products that merely read from each other make no cycle.',
  example: {
    bad: '# mesh.yaml\npublished: {finance.billing.invoices: {from: [sales.orders.revenue]}}\n# data-product.yaml\noutput_ports: [{name: revenue, table: sales.bronze.revenue}]\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.billing.invoices}}]\n# models/revenue.yml\nmodels: [{name: bronze_revenue, columns: [{name: id, tests: [not_null]}]}]\n# models/bronze_revenue.sql\nselect id from {{ source("invoices", "invoices") }}',
    good: '# mesh.yaml\npublished: {finance.billing.invoices: {from: [sales.orders.customers]}}\n# data-product.yaml\noutput_ports: [{name: revenue, table: sales.bronze.revenue}, {name: customers, table: sales.bronze.customers}]\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.billing.invoices}}, {name: crm, source: {type: ingestion, config: {type: dlt, source: crm}}}]\n# models/revenue.yml\nmodels: [{name: bronze_revenue, columns: [{name: id, tests: [not_null]}]}, {name: bronze_customers, columns: [{name: id, tests: [not_null]}]}]\n# models/bronze_revenue.sql\nselect id from {{ source("invoices", "invoices") }}\n# models/bronze_customers.sql\nselect id from {{ source("crm", "customers") }}',
  },
  mend: "Cut the path where it is weakest: read the data where it comes from, or put what both sides need into a port of its own. A model that adds to its own table reads it by dbt's `{{ this }}`, which is no cycle.",
  check(facts, out) {
    for (const { port, path, inputPort } of portCycles(facts)) {
      const input = facts.inputs.find(({ fqn }) => fqn === inputPort);
      const related = input?.location
        ? [{ message: `It comes back through input port '${input.name}'`, location: input.location }]
        : [];
      out.fail(port, { what: 'Output port', path }, { related });
    }
    for (const cycle of modelCycles(facts.lineage)) {
      const [model, ...others] = cycle;
      if (!model) continue;
      const related = others
        .slice(0, MOST)
        .flatMap(({ name, location }) => (location ? [{ message: `'${name}' is on the way`, location }] : []));
      out.fail(model, { what: 'Model', path: [...cycle, model].map(({ name }) => name) }, { related });
    }
  },
  message: (subject, { what, path }) => `${what} '${subject}' feeds itself: ${shown(path).join(' → ')}`,
  expected: () => 'data that flows one way',
  hint: () => 'Read the data where it comes from, or put what both sides need into a port of its own',
});
