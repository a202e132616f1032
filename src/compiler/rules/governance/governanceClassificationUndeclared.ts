import { isProduction } from './environment.js';
import { flowFinding, pathText, type FlowDetails } from './flow.js';
import { defineRule } from '../rule/rule.js';

/** docs/governance.md, Flow. Outside production (decision 20) what nobody declares nobody masks. */
export const governanceClassificationUndeclared = defineRule<FlowDetails & { environment: string }>({
  code: 'GOVERNANCE_CLASSIFICATION_UNDECLARED',
  family: 'governance',
  severity: 'warning',
  title: 'An output port exposes classified values in a column that says nothing of it.',
  why: 'Consumers and the platform go by what the port declares: nobody encrypts, masks or deletes what is not classified.',
  example: {
    bad: `# data-product.yaml
output_ports: [{name: contacts, table: sales.bronze.contacts, schema: {columns: [{name: contact, type: string}]}}]
# models/m.yml
models:
  - {name: bronze_accounts, columns: [{name: email, tests: [not_null, unique], meta: {floe: {classification: phi}}}]}
  - {name: bronze_contacts, columns: [{name: contact, tests: [not_null, unique]}]}
# models/bronze_contacts.sql
select lower(email) as contact from {{ ref('bronze_accounts') }}`,
    good: `# data-product.yaml
output_ports: [{name: contacts, table: sales.bronze.contacts, schema: {columns: [{name: contact, type: string, classification: phi}]}}]
# models/m.yml
models:
  - {name: bronze_accounts, columns: [{name: email, tests: [not_null, unique], meta: {floe: {classification: phi}}}]}
  - {name: bronze_contacts, columns: [{name: contact, tests: [not_null, unique]}]}
# models/bronze_contacts.sql
select lower(email) as contact from {{ ref('bronze_accounts') }}`,
  },
  mend: 'Classify the column, or say why its values no longer tell: `declassified: <reason>`.',
  check({ flow, environment, platform }, out) {
    flow.forEach((inflow, order) => {
      if (inflow.kind !== 'undeclared') return;
      const { subject, details, related } = flowFinding(inflow, order);
      const masked = platform.classification.duties[details.level]?.requires_masking_in_non_prod === true;
      const shown = masked && details.traced && !isProduction(environment);
      out.fail(subject, { ...details, environment }, { severity: shown ? 'error' : 'warning', related });
    });
  },
  message: (column, { level, origin }) =>
    `Column ${column} has no classification, but is made of ${level} column ${origin}`,
  expected: ({ level }) => `classification: ${level}, or declassified: <reason>`,
  notes: (details) => [pathText(details), `Expected: classification: ${details.level}, or declassified: <reason>`],
});
