import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'GOVERNANCE_RETENTION_EXCEEDED';

const column = (floe: string, level = 'pii'): string =>
  `# data-product.yaml\noutput_ports: [{name: customers, table: sales.gold.customers, schema: {ref: c.json}}]\n# c.json\n{"properties": {\n  "email": {"type": "string", "x-floe": {"classification": "${level}"${floe && `, ${floe}`}}}\n}}\n`;

const DONE = '"encrypted": true, "masked_in_non_prod": true';

describe(CODE, () => {
  it('finds a column that is kept longer than its level allows, with both', () => {
    const text = column(`${DONE}, "retention_days": 91`);
    expect(findings(text, CODE)).toMatchObject([
      {
        message: 'pii column customers.email is kept 91 days, longer than the 90 allowed',
        details: { days: 91, most: 90 },
      },
    ]);
    expect(placed(text, CODE)[0]).toMatch(/^c\.json: "email"/);
  });

  it('is silent up to the longest, and on a level without a limit', () => {
    expect(told(column(`${DONE}, "retention_days": 90`))).toEqual([]);
    expect(told(column('"retention_days": 3650', 'internal'))).toEqual([]);
  });

  it('decision 19: takes the retention of the table for that of its columns, of a schema or of a model', () => {
    const text = `# data-product.yaml
output_ports: [{name: customers, table: sales.gold.customers, schema: {ref: c.json}}]
# c.json
{"x-floe": {"retention_days": 120}, "properties": {
  "email": {"type": "string", "x-floe": {"classification": "pii", ${DONE}}},
  "phone": {"type": "string", "x-floe": {"classification": "pii", ${DONE}, "retention_days": 30}}
}}
# models/m.yml
models:
  - name: bronze_x
    meta: {floe: {retention_days: 180}}
    columns: [{name: email, meta: {floe: {classification: pii, encrypted: true, masked_in_non_prod: true}}}]
`;
    expect(findings(text, CODE).map(({ subject, details }) => [subject, details?.['days']])).toEqual([
      ['customers.email', 120],
      ['bronze_x.email', 180],
    ]);
  });
});
