import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'GOVERNANCE_CLASSIFICATION_UNDECLARED';

const project = (level: string, floe = '', environment = 'production'): string => `# mesh.yaml
environment: ${environment}
# data-product.yaml
output_ports: [{name: contacts, table: sales.bronze.contacts}]
# models/m.yml
models:
  - name: bronze_accounts
    columns:
      - {name: email, tests: [not_null, unique], meta: {floe: {classification: ${level}, encrypted: true, masked_in_non_prod: true, retention_days: 9}}}
  - name: bronze_contacts
    columns:
      - {name: email, tests: [not_null, unique]${floe}}
# models/bronze_contacts.sql
select email from {{ ref('bronze_accounts') }}
`;

describe(CODE, () => {
  it('finds a column of an output port that says nothing and is made of one with duties', () => {
    expect(findings(project('pii'), CODE)).toMatchObject([
      {
        severity: 'warning',
        message: 'Column contacts.email has no classification, but is made of pii column bronze_accounts.email',
        details: { path: ['bronze_accounts.email', 'contacts.email'] },
      },
    ]);
    expect(placed(project('pii'), CODE)[0]).toMatch(/^models\/m\.yml: /);
  });

  it('finds levels above the weakest one with duties too, and none below', () => {
    expect(findings(project('phi'), CODE)).toHaveLength(1);
    expect(told(project('confidential'))).toEqual([]);
  });

  it('is silent where the column is classified or says why it need not be', () => {
    expect(told(project('phi', ', meta: {floe: {classification: phi}}'))).toEqual([]);
    expect(told(project('pii', ', meta: {floe: {declassified: hashed}}'))).toEqual([]);
  });

  it('is silent on models that no port exposes', () => {
    const text = project('pii').replace('sales.bronze.contacts', 'sales.gold.other');
    expect(findings(text, 'GOVERNANCE_CLASSIFICATION_UNDECLARED')).toEqual([]);
  });

  it('decision 20: is an error outside production, where the level demands masking', () => {
    expect(findings(project('pii', '', 'staging'), CODE)).toMatchObject([{ severity: 'error' }]);
    expect(findings(project('phi', '', 'staging'), CODE)).toMatchObject([{ severity: 'warning' }]);
  });

  it('finds what the SQL writes beside the declared columns, and nothing in a hash or a count', () => {
    const selecting = (sql: string): string =>
      project('pii', ', meta: {floe: {declassified: cut}}').replace('select email from', `select email, ${sql} from`);
    expect(findings(selecting('upper(email) as shout'), CODE)).toMatchObject([
      {
        message: 'Column bronze_contacts.shout has no classification, but is made of pii column bronze_accounts.email',
      },
    ]);
    expect(told(selecting('md5(email) as h, count(email) as n'))).toEqual([]);
  });
});
