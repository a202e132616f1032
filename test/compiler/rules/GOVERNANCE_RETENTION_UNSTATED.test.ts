import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'GOVERNANCE_RETENTION_UNSTATED';

const column = (floe: string, level = 'pii', table = ''): string =>
  `# data-product.yaml\noutput_ports: [{name: customers, table: sales.gold.customers, schema: {ref: c.json}}]\n# c.json\n{${table}"properties": {\n  "email": {"type": "string", "x-floe": {"classification": "${level}", "encrypted": true, "masked_in_non_prod": true${floe && `, ${floe}`}}}\n}}\n`;

describe(CODE, () => {
  it('finds a column of a level with a limit of which nothing says how long it is kept, as a warning', () => {
    expect(findings(column(''), CODE)).toMatchObject([
      {
        severity: 'warning',
        message: 'Nothing says how long pii column customers.email is kept',
        expected: 'retention_days of 90 or less, of the column or of its table',
      },
    ]);
    expect(placed(column(''), CODE)[0]).toMatch(/^c\.json: "email"/);
  });

  it('is silent where the column or its table states it, and on a level without a limit', () => {
    expect(told(column('"retention_days": 90'))).toEqual([]);
    expect(told(column('', 'pii', '"x-floe": {"retention_days": 60}, '))).toEqual([]);
    expect(told(column('', 'confidential'))).toEqual([]);
  });
});
