import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'GOVERNANCE_PII_NOT_MASKED';

const column = (floe: string, level = 'pii'): string =>
  `# data-product.yaml\noutput_ports: [{name: customers, table: sales.gold.customers, schema: {ref: c.json}}]\n# c.json\n{"properties": {\n  "email": {"type": "string", "x-floe": {"classification": "${level}"${floe && `, ${floe}`}}}\n}}\n`;

describe(CODE, () => {
  it('finds a pii column that is not declared as masked outside production', () => {
    const text = column('"encrypted": true');
    expect(findings(text, CODE)).toMatchObject([{ message: 'pii column customers.email is not masked in non-prod' }]);
    expect(placed(text, CODE)[0]).toMatch(/^c\.json: "email"/);
  });

  it('is silent where it is masked, and on a level that does not ask for it', () => {
    expect(told(column('"encrypted": true, "masked_in_non_prod": true'))).toEqual([]);
    expect(told(column('', 'confidential'))).toEqual([]);
  });
});
