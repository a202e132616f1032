import { boundColumns } from '../rule/duties.js';
import { defineRule } from '../rule/rule.js';

/** ADR-0021, Enterprise Manifest: `retention_max_days`. */
export const governanceRetentionExceeded = defineRule<{ level: string; days: number; most: number }>({
  code: 'GOVERNANCE_RETENTION_EXCEEDED',
  family: 'governance',
  severity: 'error',
  title: 'A column is kept longer than its classification allows.',
  why: 'Data that is gone cannot leak; the longest time is a promise to the people it is about.',
  example: {
    bad: '# data-product.yaml\noutput_ports: [{name: customers, table: sales.gold.customers, schema: {ref: c.json}}]\n# c.json\n{"properties": {"email": {"type": "string", "x-floe": {"classification": "pii", "encrypted": true, "masked_in_non_prod": true, "retention_days": 365}}}}',
    good: '# data-product.yaml\noutput_ports: [{name: customers, table: sales.gold.customers, schema: {ref: c.json}}]\n# c.json\n{"properties": {"email": {"type": "string", "x-floe": {"classification": "pii", "encrypted": true, "masked_in_non_prod": true, "retention_days": 90}}}}',
  },
  mend: 'Keep it shorter, and state so in `retention_days`.',
  check(facts, out) {
    for (const { column, level, duties } of boundColumns(facts)) {
      const [days, most] = [column.handling.retentionDays, duties.retention_max_days];
      if (days !== null && most !== undefined && days > most) out.fail(column, { level, days, most });
    }
  },
  message: (column, { level, days, most }) =>
    `${level} column ${column} is kept ${days} days, longer than the ${most} allowed`,
  expected: ({ most }) => `retention_days of ${most} or less`,
});
