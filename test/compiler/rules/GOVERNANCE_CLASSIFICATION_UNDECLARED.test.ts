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
    expect(told(project('pii').replace('sales.bronze.contacts', 'sales.gold.other'))).toEqual([]);
  });
});
