import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'GOVERNANCE_HANDLING_UNREADABLE';

const model = (floe: string): string =>
  `# models/m.yml\nmodels:\n  - name: bronze_x\n    columns:\n      - name: email\n        tests: [not_null, unique]\n        meta: {floe: {${floe}}}\n`;

describe(CODE, () => {
  it.each([
    ['encrypted: "yes"', 'Column bronze_x.email: encrypted is "yes"', 'true or false'],
    ['retention_days: 90d', 'Column bronze_x.email: retention_days is "90d"', 'a number of days'],
    ['classification: [pii]', 'Column bronze_x.email: classification is ["pii"]', 'a text'],
    ['declassified: true', 'Column bronze_x.email: declassified is true', 'a text'],
  ])('decision 19: finds a value of the wrong kind: %s', (floe, message, expected) => {
    expect(findings(model(floe), CODE)).toMatchObject([{ severity: 'error', message, expected }]);
    expect(placed(model(floe), CODE)[0]).toBe(`models/m.yml: ${floe}}}`);
  });

  it('warns of a name that looks like a known one, in meta and in a JSON Schema', () => {
    expect(findings(model('clasification: pii'), CODE)).toMatchObject([
      { severity: 'warning', hint: 'Did you mean classification?' },
    ]);
    const schema =
      '# data-product.yaml\noutput_ports: [{name: mails, table: sales.gold.mails, schema: {ref: s.json}}]\n# s.json\n{"properties": {\n  "email": {"type": "string", "x-floe": {"retention-days": 9}}\n}}\n';
    expect(findings(schema, CODE)).toMatchObject([
      { message: "Column mails.email states 'retention-days', which nobody reads" },
    ]);
    expect(placed(schema, CODE)[0]).toMatch(/^s\.json: "email"/);
  });

  it('is silent on whatever else stands there', () => {
    expect(
      told(model('classification: internal, encrypted: false, retention_days: 9, steward: ann, business_key: true')),
    ).toEqual([]);
  });
});
