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

  it('is silent up to the longest, and where nothing is stated', () => {
    expect(told(column(`${DONE}, "retention_days": 90`))).toEqual([]);
    expect(told(column(DONE))).toEqual([]);
  });
});
