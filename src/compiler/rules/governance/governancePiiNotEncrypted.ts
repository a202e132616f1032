import type { ProductFacts } from '../../facts/product/productFacts.js';
import { boundColumns, isEncrypted, isMasked, type BoundColumn } from '../rule/duties.js';
import { defineRule } from '../rule/rule.js';

/** "PII columns: encrypted ✓, masked in non-prod ✓": for each level with duties what holds of all its columns. */
function summaries(facts: ProductFacts): string[] {
  const bound = boundColumns(facts);
  const lines = Object.entries(facts.platform.classification.duties).flatMap(([level, duties]) => {
    const own = bound.filter((each) => each.level === level);
    if (own.length === 0) return [];
    const holds = (asked: boolean | undefined, test: (each: BoundColumn) => boolean): boolean =>
      asked === true && own.every(test);
    const parts = [
      ...(holds(duties.requires_encryption, isEncrypted) ? ['encrypted ✓'] : []),
      ...(holds(duties.requires_masking_in_non_prod, isMasked) ? ['masked in non-prod ✓'] : []),
    ];
    return parts.length > 0 ? [`${level.toUpperCase()} columns: ${parts.join(', ')}`] : [];
  });
  return bound.length === 0 ? ['PII columns: none'] : lines;
}

/** ADR-0021, Enterprise Manifest: `requires_encryption`, of whatever level states it. */
export const governancePiiNotEncrypted = defineRule<{ level: string }>({
  code: 'GOVERNANCE_PII_NOT_ENCRYPTED',
  family: 'governance',
  severity: 'error',
  passesIn: ['data_mesh'],
  title: 'A column whose classification demands encryption is not declared as encrypted.',
  why: 'The enterprise governs such columns for every domain.',
  example: {
    bad: '# data-product.yaml\noutput_ports: [{name: customers, table: sales.gold.customers, schema: {ref: c.json}}]\n# c.json\n{"properties": {"email": {"type": "string", "x-floe": {"classification": "pii", "masked_in_non_prod": true, "retention_days": 90}}}}',
    good: '# data-product.yaml\noutput_ports: [{name: customers, table: sales.gold.customers, schema: {ref: c.json}}]\n# c.json\n{"properties": {"email": {"type": "string", "x-floe": {"classification": "pii", "encrypted": true, "masked_in_non_prod": true, "retention_days": 90}}}}',
  },
  mend: 'Encrypt the column and declare it: `x-floe.encrypted: true` in the JSON Schema, or `meta.floe.encrypted: true` of the dbt column.',
  check(facts, out) {
    for (const each of boundColumns(facts)) if (!isEncrypted(each)) out.fail(each.column, { level: each.level });
    summaries(facts).forEach((message, order) => out.pass({ name: 'classification', order }, message));
  },
  message: (column, { level }) => `${level} column ${column} is not encrypted`,
  expected: () => 'encrypted: true (x-floe of the JSON Schema property, or meta.floe of the dbt column)',
});
