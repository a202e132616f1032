import { describe, expect, it } from 'vitest';
import { compile, findings, placed } from './project.js';

const CODE = 'SQL_NOT_FOLLOWED';

const project = (sql: string, floe = '', more = ''): string => `# domain-manifest.yaml
plugins: {compute: {type: snowflake}}
# models/m.yml
models:
  - name: bronze_accounts
    columns:
      - {name: email, tests: [not_null, unique]${floe}}
  - name: bronze_contacts
    columns:
      - {name: contact, tests: [not_null, unique]}
# models/bronze_contacts.sql
${sql}
${more}`;
const PII = ', meta: {floe: {classification: pii, encrypted: true, masked_in_non_prod: true, retention_days: 9}}';
const ACCOUNTS = "{{ ref('bronze_accounts') }}";

describe(CODE, () => {
  it('tells of a macro whose text is not at hand, at its place', () => {
    const text = project(`select 1 as id,\n  {{ cleaned('email') }} as contact\nfrom ${ACCOUNTS}`);
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'info',
        subject: 'bronze_contacts',
        message: 'The SQL of bronze_contacts could not be followed through a macro whose text is not at hand',
        location: { file: 'models/bronze_contacts.sql', line: 2, column: 3 },
      },
    ]);
  });

  it.each([
    ['text that is no SQL', `select email from ${ACCOUNTS} where where`, '`where`'],
    ['a pipe', `from ${ACCOUNTS} |> select email`, '`|>`'],
    ['a macro that writes all of it', "{{ automate_dv.hub(src_pk='a') }}", 'a macro that writes all of it'],
    ['two statements', `select 1 as contact from ${ACCOUNTS}; select 2`, 'more than one statement'],
  ])('tells where it stops reading: %s', (_, sql, construct) => {
    expect(findings(project(sql), CODE)).toMatchObject([{ details: { construct, isUnread: true } }]);
  });

  it.each([
    ['a column by its position', `select $1 as contact from ${ACCOUNTS}`, 'a column by its position'],
    ['a table function that nobody knows', `select contact from table(my_rows()) r`, 'the table function `my_rows`'],
    ['a name that nothing has', `select a.contact from (select email as mail from ${ACCOUNTS}) a`, '`a.contact`'],
    ['a file', 'select $1:a::string as contact from @stage/x.json', 'a file of a stage'],
  ])('tells through what it could not follow: %s', (_, sql, construct) => {
    expect(findings(project(sql), CODE)).toMatchObject([{ details: { construct, isUnread: false } }]);
  });

  it('is a warning where classified columns are read', () => {
    const text = project(`select {{ cleaned('x') }} as contact from ${ACCOUNTS}`, PII);
    expect(findings(text, CODE)).toMatchObject([{ severity: 'warning' }]);
  });

  it('is told once of a model, at its first place', () => {
    const text = project(`select {{ a('x') }} as contact, {{ b('y') }} as z from ${ACCOUNTS}`);
    expect(placed(text, CODE)).toHaveLength(1);
  });

  it.each([
    ['SQL that is read', `select v.email:a.b::string as contact from ${ACCOUNTS} v`],
    ['a macro of the project', `select {{ cleaned('email') }} as contact from ${ACCOUNTS}`],
    [
      'macros that read what they are given',
      `select {{ dbt_utils.generate_surrogate_key(['email']) }} as contact from ${ACCOUNTS}`,
    ],
    ['values of the run', `select '{{ var("x") }}' as contact, {{ var('y') }} as y from ${ACCOUNTS}`],
    [
      'deduplicated rows',
      `with d as ({{ dbt_utils.deduplicate(relation=ref('bronze_accounts'), partition_by='email', order_by='email desc') }}) select email as contact from d`,
    ],
    ['relations side by side', "{{ dbt_utils.union_relations(relations=[ref('bronze_accounts')]) }}"],
  ])('is silent on %s', (_, sql) => {
    const macro = '# macros/cleaned.sql\n{% macro cleaned(name) %}trim(lower({{ name }})){% endmacro %}\n';
    expect(findings(project(sql, '', macro), CODE)).toEqual([]);
  });

  it('takes the name for the origin where the SQL cannot be followed', () => {
    const sql = `select {{ cleaned() }} as email from ${ACCOUNTS}`;
    const text = project(sql, PII)
      .replace('name: contact', 'name: email')
      .replace(
        'tests: [not_null, unique]}\n# models',
        'tests: [not_null, unique], meta: {floe: {classification: public}}}\n# models',
      );
    expect(compile(text).diagnostics).toContainEqual(
      expect.objectContaining({ code: 'GOVERNANCE_CLASSIFICATION_WEAKENED', severity: 'warning' }),
    );
  });
});
