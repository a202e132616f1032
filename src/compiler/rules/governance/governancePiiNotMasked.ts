import { isProduction } from './environment.js';
import { boundColumns, isMasked } from '../rule/duties.js';
import { defineRule } from '../rule/rule.js';

/**
 * ADR-0021, Enterprise Manifest: `requires_masking_in_non_prod`. In production the declaration is asked for, because the
 * same documents are deployed to all environments; outside production what is not masked is shown there and then.
 */
export const governancePiiNotMasked = defineRule<{ level: string; environment: string }>({
  code: 'GOVERNANCE_PII_NOT_MASKED',
  family: 'governance',
  severity: 'error',
  title: 'A column whose classification demands masking outside production is not declared as masked.',
  why: 'Copies for development and tests are read by more people than the data itself.',
  example: {
    bad: '# data-product.yaml\noutput_ports: [{name: customers, table: sales.gold.customers, schema: {ref: c.json}}]\n# c.json\n{"properties": {"email": {"type": "string", "x-floe": {"classification": "pii", "encrypted": true, "retention_days": 90}}}}',
    good: '# data-product.yaml\noutput_ports: [{name: customers, table: sales.gold.customers, schema: {ref: c.json}}]\n# c.json\n{"properties": {"email": {"type": "string", "x-floe": {"classification": "pii", "encrypted": true, "masked_in_non_prod": true, "retention_days": 90}}}}',
  },
  mend: 'Mask the column outside production and declare it: `masked_in_non_prod: true`.',
  check(facts, out) {
    const { environment } = facts;
    for (const each of boundColumns(facts))
      if (!isMasked(each)) out.fail(each.column, { level: each.level, environment });
  },
  message: (column, { level, environment }) =>
    isProduction(environment)
      ? `${level} column ${column} is not masked in non-prod`
      : `${level} column ${column} is not masked, and would be shown as it is in ${environment}`,
  expected: () => 'masked_in_non_prod: true (x-floe of the JSON Schema property, or meta.floe of the dbt column)',
});
