import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'GOVERNANCE_UNKNOWN_CLASSIFICATION';

const column = (floe: string, level = 'pii'): string =>
  `# data-product.yaml\noutput_ports: [{name: customers, table: sales.gold.customers, schema: {ref: c.json}}]\n# c.json\n{"properties": {\n  "email": {"type": "string", "x-floe": {"classification": "${level}"${floe && `, ${floe}`}}}\n}}\n`;

describe(CODE, () => {
  it('decision 8: finds a level that is not in the list, and the one that was meant', () => {
    expect(findings(column('', 'intrenal'), CODE)).toMatchObject([
      {
        message: "Column customers.email has the unknown classification 'intrenal'",
        expected: 'public, internal, confidential, pii, phi',
        hint: 'Did you mean internal?',
      },
    ]);
    expect(placed(column('', 'intrenal'), CODE)[0]).toMatch(/^c\.json: "email"/);
  });

  it('is silent on a level of the list', () => expect(told(column('', 'internal'))).toEqual([]));
});
