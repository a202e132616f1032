import { defineRule } from '../rule/rule.js';

/** Decision 19: what is meant to govern a column and does not is worse than what is missing. */
export const governanceHandlingUnreadable = defineRule<{
  key: string;
  value: unknown;
  meant: string;
  values: string;
  kind: 'value' | 'spelling';
}>({
  code: 'GOVERNANCE_HANDLING_UNREADABLE',
  family: 'governance',
  severity: 'error',
  title: 'What a column says of how it is governed cannot be read: a value of the wrong kind, or a misspelt name.',
  why: 'The author believes that the column is classified or encrypted, and for everybody else it is not.',
  example: {
    bad: '# models/m.yml\nmodels:\n  - {name: bronze_x, columns: [{name: email, tests: [not_null, unique], meta: {floe: {classification: internal, encrypted: "yes"}}}]}',
    good: '# models/m.yml\nmodels:\n  - {name: bronze_x, columns: [{name: email, tests: [not_null, unique], meta: {floe: {classification: internal, encrypted: true}}}]}',
  },
  mend: 'Write the name and the value as docs/governance.md shows them. A name that only looks like a known one is a warning.',
  check({ unreadable }, out) {
    unreadable.forEach(({ column, location, ...details }, order) => {
      const severity = details.kind === 'spelling' ? 'warning' : 'error';
      out.fail({ name: column, order, location }, details, { severity });
    });
  },
  message: (column, { key, value, kind }) =>
    kind === 'spelling'
      ? `Column ${column} states '${key}', which nobody reads`
      : `Column ${column}: ${key} is ${JSON.stringify(value)}`,
  expected: ({ values, meant, kind }) => (kind === 'spelling' ? meant : values),
  hint: ({ meant, kind }) => (kind === 'spelling' ? `Did you mean ${meant}?` : undefined),
});
