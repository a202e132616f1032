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

  describe('by the SQL of the models', () => {
    /** Accounts with a pii e-mail address and a public name, orders with a public name, and a model that reads them. */
    const reading = (columns: string, sql: string): string => `# models/m.yml
models:
  - name: bronze_accounts
    columns:
      - {name: email, tests: [not_null, unique], meta: {floe: {classification: confidential}}}
      - {name: name, meta: {floe: {classification: confidential}}}
  - name: bronze_orders
    columns: [{name: id, tests: [not_null, unique]}, {name: name, meta: {floe: {classification: public}}}]
  - name: bronze_report
    columns:
${columns}
# models/bronze_report.sql
${sql}
`;
    const column = (name: string, floe = 'classification: public'): string =>
      `      - {name: ${name}, tests: [not_null, unique], meta: {floe: {${floe}}}}`;
    const found = (columns: string, sql: string): unknown[] =>
      findings(reading(columns, sql), CODE).map(({ severity, details }) => [severity, details?.['path']]);

    it.each([
      ["select lower(a.email) as contact from {{ ref('bronze_accounts') }} a"],
      ["with x as (select email as e from {{ ref('bronze_accounts') }}) select coalesce(e, '-') as contact from x"],
      ["select case when true then email else '-' end as contact from {{ ref('bronze_accounts') }}"],
      ["select max(email) as contact from {{ ref('bronze_accounts') }}"],
      ["select 'x' as contact union all select email from {{ ref('bronze_accounts') }}"],
      [
        "select o.id || a.email as contact from {{ ref('bronze_orders') }} o join {{ ref('bronze_accounts') }} a on true",
      ],
    ])('finds another name for the values: %s', (sql) => {
      expect(found(column('contact'), sql)).toEqual([['error', ['bronze_accounts.email', 'bronze_report.contact']]]);
    });

    it.each([
      ["select count(*) as contact from {{ ref('bronze_accounts') }}"],
      ["select count(distinct email) as contact from {{ ref('bronze_accounts') }}"],
      [
        "select case when email like '%@acme.com' then 'us' else 'them' end as contact from {{ ref('bronze_accounts') }}",
      ],
      ["select email is not null as contact from {{ ref('bronze_accounts') }}"],
      [
        "select o.id as contact from {{ ref('bronze_orders') }} o join {{ ref('bronze_accounts') }} a on a.email = o.name",
      ],
      ["select row_number() over (order by email) as contact from {{ ref('bronze_accounts') }}"],
    ])('is silent on what carries no values: %s', (sql) => {
      expect(found(column('contact'), sql)).toEqual([]);
    });

    it('takes a column of a join from the side that it is selected from', () => {
      const joined = (side: string): string =>
        `select ${side}.name from {{ ref('bronze_orders') }} o join {{ ref('bronze_accounts') }} a on a.email = o.id`;
      expect(found(column('name'), joined('o'))).toEqual([]);
      expect(found(column('name'), joined('a'))).toEqual([['error', ['bronze_accounts.name', 'bronze_report.name']]]);
    });

    it('follows select *, and columns that no YAML declares', () => {
      const text = `${reading(column('contact'), "select email as contact from {{ ref('base') }}")}# models/base.sql
select * from {{ ref('bronze_accounts') }}
`
        .replace('  - name: bronze_report', '  - {name: bronze_base}\n  - name: bronze_report')
        .replaceAll("ref('base')", "ref('bronze_base')");
      const named = text.replace('# models/base.sql', '# models/bronze_base.sql');
      expect(findings(named, CODE).map(({ details }) => details?.['path'])).toEqual([
        ['bronze_accounts.email', 'bronze_base.email', 'bronze_report.contact'],
      ]);
    });

    it('warns of a hash: it still tells one from another', () => {
      const sql = "select sha256(email) as contact from {{ ref('bronze_accounts') }}";
      expect(findings(reading(column('contact'), sql), CODE)).toMatchObject([
        {
          severity: 'warning',
          message:
            'Column bronze_report.contact is declared public, but is hashed from confidential column bronze_accounts.email',
        },
      ]);
      const why = 'classification: public, declassified: hashed with a secret salt';
      expect(found(column('contact', why), sql)).toEqual([]);
    });

    it('warns where only the names of the columns tell, and stays silent where two relations have the name', () => {
      const macro = "{{ my_macro(ref('bronze_accounts')) }}";
      expect(found(column('email'), macro)).toEqual([['warning', ['bronze_accounts.email', 'bronze_report.email']]]);
      expect(findings(reading(column('email'), macro), CODE)[0]?.notes[0]).toBe(
        'Path: bronze_accounts.email → bronze_report.email (by the names of the columns)',
      );
      expect(found(column('name'), "{{ join(ref('bronze_accounts'), ref('bronze_orders')) }}")).toEqual([]);
    });
  });
});
