import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'GOVERNANCE_PII_NOT_ENCRYPTED';

const column = (floe: string, level = 'pii'): string =>
  `# data-product.yaml\noutput_ports: [{name: customers, table: sales.gold.customers, schema: {ref: c.json}}]\n# c.json\n{"properties": {\n  "email": {"type": "string", "x-floe": {"classification": "${level}"${floe && `, ${floe}`}}}\n}}\n`;

const MASKED = '"masked_in_non_prod": true, "retention_days": 90';

describe(CODE, () => {
  it.each([
    ['says nothing', MASKED],
    ['says false', `${MASKED}, "encrypted": false`],
  ])('finds a pii column that %s of encryption, at the property', (_, floe) => {
    expect(findings(column(floe), CODE)).toMatchObject([{ message: 'pii column customers.email is not encrypted' }]);
    expect(placed(column(floe), CODE)[0]).toMatch(/^c\.json: "email"/);
  });

  it('is silent where it is encrypted, and on a level that does not ask for it', () => {
    expect(told(column(`${MASKED}, "encrypted": true`))).toEqual([]);
    expect(told(column('', 'internal'))).toEqual([]);
  });

  it('holds for any level with the duty', () => {
    const phi = '# enterprise-manifest.yaml\ngovernance: {classification: {phi: {requires_encryption: true}}}\n';
    expect(findings(phi + column('', 'phi'), CODE)).toMatchObject([
      { message: 'phi column customers.email is not encrypted' },
    ]);
  });

  it('decision 19: finds columns of models too, and takes the meta of the model that feeds a port for the port', () => {
    const models = (name: string, floe: string): string =>
      `# models/m.yml\nmodels:\n  - name: ${name}\n    columns:\n      - {name: id, tests: [not_null]}\n      - {name: email, meta: {floe: {classification: pii, masked_in_non_prod: true, retention_days: 90${floe}}}}\n`;
    expect(placed(models('bronze_x', ''), CODE)).toEqual([
      'models/m.yml: classification: pii, masked_in_non_prod: true, retention_days: 90}}}',
    ]);
    const fed = models('bronze_x', ', encrypted: true').replace(
      '    columns:',
      '    meta: {floe: {port: customers}}\n    columns:',
    );
    expect(told(column(MASKED) + fed)).toEqual([]);
  });
});
