import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'GOVERNANCE_CLASSIFICATION_WEAKENED';

/** Models in layer bronze with one column `email` each, classified as given, each reading the one before. */
const chain = (...levels: readonly string[]): string =>
  [
    '# models/m.yml\nmodels:',
    ...levels.map(
      (floe, index) =>
        `  - name: bronze_${index}\n    columns:\n      - {name: email, tests: [not_null, unique], meta: {floe: {${floe}}}}`,
    ),
    ...levels
      .slice(1)
      .map((_, index) => `# models/bronze_${index + 1}.sql\nselect email from {{ ref('bronze_${index}') }}`),
    '',
  ].join('\n');
const level = (name: string): string => `classification: ${name}`;

describe(CODE, () => {
  it('decision 8: finds a column that is declared weaker than what it is made of, with the path', () => {
    const text = chain(level('confidential'), '', level('confidential'), level('public'));
    expect(findings(text, CODE)).toMatchObject([
      {
        message: 'Column bronze_3.email is declared public, but is made of confidential column bronze_0.email',
        details: { path: ['bronze_0.email', 'bronze_1.email', 'bronze_2.email', 'bronze_3.email'] },
        related: [
          { message: 'bronze_0.email is confidential' },
          { message: 'by way of bronze_1.email' },
          { message: 'by way of bronze_2.email' },
        ],
      },
    ]);
    expect(placed(text, CODE)).toEqual(['models/m.yml: classification: public}}}']);
  });

  it('tells each break once: what comes after the weaker column is measured by that', () => {
    const text = chain(level('confidential'), level('internal'), level('internal'), level('public'));
    expect(findings(text, CODE).map(({ details }) => details?.['path'])).toEqual([
      ['bronze_0.email', 'bronze_1.email'],
      ['bronze_1.email', 'bronze_2.email', 'bronze_3.email'],
    ]);
  });

  it('is silent on the same and on stronger levels, and on a lowering with its reason', () => {
    expect(told(chain(level('internal'), level('internal'), level('confidential')))).toEqual([]);
    expect(told(chain(level('confidential'), `${level('public')}, declassified: hashed with a secret salt`))).toEqual(
      [],
    );
  });

  it('takes the lowering of a port from its schema: x-floe or an inline column', () => {
    const port = (schema: string, rest = ''): string =>
      `${chain(level('confidential'), '')}# data-product.yaml\noutput_ports: [{name: mails, table: sales.bronze.1, schema: ${schema}}]\n${rest}`;
    const inline = (more: string): string =>
      port(`{columns: [{name: email, type: string, classification: public${more}}]}`);
    expect(findings(inline(''), CODE)).toMatchObject([{ subject: 'mails.email' }]);
    expect(told(inline(', declassified: averaged'))).toEqual([]);
    const json =
      '# s.json\n{"properties": {"email": {"type": "string", "x-floe": {"classification": "public", "declassified": "averaged"}}}}\n';
    expect(told(port('{ref: s.json}', json))).toEqual([]);
  });

  it("follows the columns of a provider's port into this product", () => {
    const text = `# mesh.yaml
published: {finance.billing.invoices: {columns: [email], classified: {email: pii}}}
# data-product.yaml
input_ports: [{name: invoices, source: {type: data_product, ref: finance.billing.invoices}}]
${chain(level('internal'))}# models/bronze_0.sql
select email from {{ source('invoices', 'invoices') }}
`;
    expect(findings(text, CODE)).toMatchObject([
      {
        message: 'Column bronze_0.email is declared internal, but is made of pii column finance.billing.invoices.email',
      },
    ]);
    expect(findings(text, CODE)[0]?.related?.[0]?.location).toMatchObject({ file: 'data-product.yaml' });
  });

  it('holds for what a dbt source says of its columns, and for snapshots on the way', () => {
    const text = `# models/s.yml
sources: [{name: crm, tables: [{name: people, columns: [{name: email, meta: {floe: {classification: confidential}}}]}]}]
# snapshots/snap.sql
{% snapshot snap_people %}{{ config(unique_key='id', strategy='check', check_cols='all') }} select email from {{ source('crm', 'people') }}{% endsnapshot %}
# snapshots/snap.yml
snapshots: [{name: snap_people, columns: [{name: email}]}]
${chain(level('public'))}# models/bronze_0.sql
select email from {{ ref('snap_people') }}
`;
    expect(findings(text, CODE).map(({ details }) => details?.['path'])).toEqual([
      ['crm.people.email', 'snap_people.email', 'bronze_0.email'],
    ]);
  });

  it('ends on models that read each other', () => {
    const text = `${chain(level('confidential'), level('public'))}# models/bronze_0.sql\nselect email from {{ ref('bronze_1') }}\n`;
    expect(findings(text, CODE).length).toBeLessThan(2);
  });
});
