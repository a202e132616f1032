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
    expect(told(column('"encrypted": true, "masked_in_non_prod": true, "retention_days": 9'))).toEqual([]);
    expect(told(column('', 'confidential'))).toEqual([]);
  });

  it('decision 20: asks for the declaration in production, and says what is shown in any other environment', () => {
    const inside = (environment: string): string =>
      `# mesh.yaml\nenvironment: ${environment}\n${column('"encrypted": true')}`;
    const messages = (environment: string): string[] =>
      findings(inside(environment), CODE).map(({ severity, message }) => `${severity}: ${message}`);
    expect(messages('prod')).toEqual(['error: pii column customers.email is not masked in non-prod']);
    expect(messages('staging')).toEqual([
      'error: pii column customers.email is not masked, and would be shown as it is in staging',
    ]);
  });

  it('decision 19: holds for columns inside objects and arrays, for inline columns, and for snapshots', () => {
    const nested = `# data-product.yaml
output_ports:
  - name: orders
    table: sales.gold.orders
    schema:
      columns:
        - {name: buyer, type: object, fields: [{name: email, type: string, classification: pii, encrypted: true}]}
        - {name: lines, type: array, items: {type: object, fields: [{name: to, type: string, classification: pii, encrypted: true}]}}
        - {name: phone, type: string, classification: pii, encrypted: true, masked_in_non_prod: true}
# models/s.yml
snapshots: [{name: snap_customers, columns: [{name: email, meta: {floe: {classification: pii, encrypted: true}}}]}]
`;
    expect(findings(nested, CODE).map(({ subject }) => subject)).toEqual([
      'orders.buyer.email',
      'orders.lines[].to',
      'snap_customers.email',
    ]);
  });
});
