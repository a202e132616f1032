import { closest } from 'fastest-levenshtein';
import { defineRule } from '../rule/rule.js';

/** Decision 8: a level that is not in the list is an error. */
export const governanceUnknownClassification = defineRule<{ classification: string; levels: readonly string[] }>({
  code: 'GOVERNANCE_UNKNOWN_CLASSIFICATION',
  family: 'governance',
  severity: 'error',
  title: 'A column has a classification that the enterprise does not list.',
  why: 'A level nobody knows has no duties: a misspelt "pii" would be public.',
  example: {
    bad: '# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, schema: {columns: [{name: id, type: string, classification: intrenal}]}}]',
    good: '# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, schema: {columns: [{name: id, type: string, classification: internal}]}}]',
  },
  mend: 'Write one of `governance.classification.levels`.',
  check({ columns, platform }, out) {
    const { levels } = platform.classification;
    for (const column of columns) {
      const { classification } = column.handling;
      if (classification === null || levels.length === 0 || levels.includes(classification)) continue;
      out.fail(column, { classification, levels });
    }
  },
  message: (column, { classification }) => `Column ${column} has the unknown classification '${classification}'`,
  expected: ({ levels }) => levels.join(', '),
  hint: ({ classification, levels }) => `Did you mean ${closest(classification, levels)}?`,
});
