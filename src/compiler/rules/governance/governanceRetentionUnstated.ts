import { boundColumns } from '../rule/duties.js';
import { defineRule } from '../rule/rule.js';

/** docs/governance.md, Duties: a level that limits retention asks to be told how long data is kept. */
export const governanceRetentionUnstated = defineRule<{ level: string; most: number }>({
  code: 'GOVERNANCE_RETENTION_UNSTATED',
  family: 'governance',
  severity: 'warning',
  title: 'Nothing says how long a column is kept whose classification limits that.',
  why: 'What has no stated end is kept for ever, and nobody notices when the limit is passed.',
  example: {
    bad: '# data-product.yaml\noutput_ports: [{name: customers, table: sales.gold.customers, schema: {ref: c.json}}]\n# c.json\n{"properties": {"email": {"type": "string", "x-floe": {"classification": "pii", "encrypted": true, "masked_in_non_prod": true}}}}',
    good: '# data-product.yaml\noutput_ports: [{name: customers, table: sales.gold.customers, schema: {ref: c.json}}]\n# c.json\n{"properties": {"email": {"type": "string", "x-floe": {"classification": "pii", "encrypted": true, "masked_in_non_prod": true, "retention_days": 90}}}}',
  },
  mend: 'State `retention_days`: of the column, or of the whole table (`x-floe` of the JSON Schema, `meta.floe` of the model).',
  check(facts, out) {
    for (const { column, level, duties } of boundColumns(facts)) {
      const most = duties.retention_max_days;
      if (most !== undefined && column.handling.retentionDays === null) out.fail(column, { level, most });
    }
  },
  message: (column, { level }) => `Nothing says how long ${level} column ${column} is kept`,
  expected: ({ most }) => `retention_days of ${most} or less, of the column or of its table`,
});
