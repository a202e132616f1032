import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'GOVERNANCE_CLASSIFICATION_CONTRADICTS';

const column = (floe: string, level = 'pii'): string =>
  `# data-product.yaml\noutput_ports: [{name: customers, table: sales.gold.customers, schema: {ref: c.json}}]\n# c.json\n{"properties": {\n  "email": {"type": "string", "x-floe": {"classification": "${level}"${floe && `, ${floe}`}}}\n}}\n`;

const model = (floe: string): string =>
  `# models/m.yml\nmodels:\n  - name: bronze_x\n    meta: {floe: {port: customers}}\n    columns:\n      - {name: id, tests: [not_null]}\n      - name: email\n        meta: {floe: {${floe}}}\n`;

describe(CODE, () => {
  it('decision 19: finds two classifications of one column, at the meta, and shows the schema', () => {
    const text = column('', 'internal') + model('classification: public');
    expect(findings(text, CODE)).toMatchObject([
      {
        message:
          'Column customers.email: classification is internal in the schema of the port, but public in the meta of the model',
        related: [{ message: "The port's schema", location: { file: 'c.json' } }],
      },
    ]);
    expect(placed(text, CODE)).toEqual(['models/m.yml: classification: public}}']);
  });

  it('finds any other thing that the two say differently', () => {
    const text = column('"encrypted": true, "masked_in_non_prod": true') + model('encrypted: false');
    expect(findings(text, CODE)).toMatchObject([{ details: { field: 'encrypted', schema: true, meta: false } }]);
  });

  it('is silent where they agree, or one of them says nothing', () => {
    expect(told(column('', 'internal') + model('classification: internal'))).toEqual([]);
    expect(told(column('', 'internal') + model('owner: me'))).toEqual([]);
  });
});
