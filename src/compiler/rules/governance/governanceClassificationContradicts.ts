import { HANDLING_NAMES } from '../../facts/classification/handling.js';
import { defineRule } from '../rule/rule.js';

/** Decision 19: the port's JSON Schema and the dbt meta of the column may not contradict. */
export const governanceClassificationContradicts = defineRule<{ field: string; schema: unknown; meta: unknown }>({
  code: 'GOVERNANCE_CLASSIFICATION_CONTRADICTS',
  family: 'governance',
  severity: 'error',
  title: "The port's schema and the model's meta govern one column differently.",
  why: 'Which of the two holds would be chance, and the weaker would win.',
  example: {
    bad: `# data-product.yaml
output_ports: [{name: orders, table: sales.gold.orders, schema: {columns: [{name: id, type: string, classification: internal}]}}]
# domain-manifest.yaml
data_architecture: {layers: {gold: {quality_gates: {required_tests: [not_null_pk]}}}}
# models/orders.yml
models:
  - {name: bronze_x, meta: {floe: {port: orders}}, columns: [{name: id, tests: [not_null], meta: {floe: {classification: public}}}]}`,
    good: `# data-product.yaml
output_ports: [{name: orders, table: sales.gold.orders, schema: {columns: [{name: id, type: string, classification: internal}]}}]
# models/orders.yml
models:
  - {name: bronze_x, meta: {floe: {port: orders}}, columns: [{name: id, tests: [not_null], meta: {floe: {classification: internal}}}]}`,
  },
  mend: 'Say the same in both places, or in one alone.',
  check({ columns }, out) {
    for (const column of columns)
      for (const { field, schema, meta, location, schemaLocation } of column.contradictions)
        out.fail(
          column,
          { field: HANDLING_NAMES[field], schema, meta },
          { location, related: [{ message: "The port's schema", location: schemaLocation }] },
        );
  },
  message: (column, { field, schema, meta }) =>
    `Column ${column}: ${field} is ${String(schema)} in the schema of the port, but ${String(meta)} in the meta of the model`,
  hint: () => 'Say the same in both places, or in one alone',
});
