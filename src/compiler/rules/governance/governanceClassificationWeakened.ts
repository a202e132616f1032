import { flowFinding, pathText, type FlowDetails } from './flow.js';
import { defineRule } from '../rule/rule.js';

const HOW =
  'Where its values no longer tell (averaged, cut to the year, hashed with a secret), say so: declassified: <reason>';

/** Decision 8: a classification is never weakened; docs/governance.md, Flow. */
export const governanceClassificationWeakened = defineRule<FlowDetails & { declared: string }>({
  code: 'GOVERNANCE_CLASSIFICATION_WEAKENED',
  family: 'governance',
  severity: 'error',
  title: 'A column is classified lower than the column that its values come from.',
  why: 'The duties of the stronger level hold for the values, whatever the column is called: public pii is a leak.',
  example: {
    bad: `# models/m.yml
models:
  - {name: bronze_accounts, columns: [{name: email, tests: [not_null, unique], meta: {floe: {classification: confidential}}}]}
  - {name: bronze_contacts, columns: [{name: contact, tests: [not_null, unique], meta: {floe: {classification: public}}}]}
# models/bronze_contacts.sql
select lower(email) as contact from {{ ref('bronze_accounts') }}`,
    good: `# models/m.yml
models:
  - {name: bronze_accounts, columns: [{name: email, tests: [not_null, unique], meta: {floe: {classification: confidential}}}]}
  - {name: bronze_contacts, columns: [{name: contact, tests: [not_null, unique], meta: {floe: {classification: confidential}}}]}
# models/bronze_contacts.sql
select lower(email) as contact from {{ ref('bronze_accounts') }}`,
  },
  mend: `Classify the column as what it is made of. ${HOW}, in \`x-floe\` of the JSON Schema property or \`meta.floe\` of the dbt column.`,
  check({ flow }, out) {
    flow.forEach((inflow, order) => {
      if (inflow.kind !== 'weakened' || inflow.declared === null) return;
      const { subject, details, related } = flowFinding(inflow, order);
      const severity = details.traced && !details.masked ? 'error' : 'warning';
      out.fail(subject, { ...details, declared: inflow.declared }, { severity, related });
    });
  },
  message: (column, { declared, level, origin, masked }) =>
    `Column ${column} is declared ${declared}, but is ${masked ? 'hashed from' : 'made of'} ${level} column ${origin}`,
  expected: ({ level }) => `classification: ${level}, or a stronger level`,
  hint: () => HOW,
  notes: (details) => [pathText(details), `Expected: classification: ${details.level}, or a stronger level`, HOW],
});
