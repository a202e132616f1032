import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'DATA_VAULT_SATELLITE_COLUMN_MISSING';

const satellite = (
  columns: readonly string[],
  floe = '{}',
  sql = '',
  tests = '[not_null_pk]',
): string => `# domain-manifest.yaml
data_architecture: {pattern: data_vault, layers: {satellites: {quality_gates: {required_tests: ${tests}}}}}
# models/sats.yml
models:
  - name: sat_customer
    meta: {floe: ${floe}}
    columns:
${['customer_hk', ...columns].map((name) => `      - {name: ${name}, tests: [not_null]}\n`).join('')}${sql === '' ? '' : `# models/sat_customer.sql\n${sql}\n`}`;

describe(CODE, () => {
  it('finds a satellite that does not say from where and when', () => {
    const text = satellite(['city']);
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'warning',
        message: 'satellite sat_customer has no load_date and no record_source',
        expected: 'load_date and record_source',
        details: { missing: ['load_date', 'record_source'] },
      },
    ]);
    expect(placed(text, CODE)).toEqual(['models/sats.yml: sat_customer']);
  });

  it('is sure of it where the SQL tells all columns', () => {
    const sql = "select customer_hk, city, ldts from {{ source('crm', 'customers') }}";
    expect(findings(satellite(['city'], '{}', sql), CODE)).toMatchObject([
      { severity: 'error', message: 'satellite sat_customer has no record_source' },
    ]);
  });

  it('leaves to the required tests what they ask for', () => {
    expect(told(satellite(['city'], '{}', '', '[load_date, record_source]'))).toEqual([
      'QUALITY_MISSING_TEST sat_customer missing load_date test',
      'QUALITY_MISSING_TEST sat_customer missing record_source test',
    ]);
  });

  it.each([
    ['load_date', 'record_source'],
    ['load_datetime', 'rec_src'],
    ['LDTS', 'RSRC'],
    ['load_dts', 'record_src'],
    ['LoadDate', 'RecordSource'],
    ['dss_load_date', 'dss_record_source'],
    ['loaded_at', 'source_system'],
  ])('takes %s and %s for them, as do the required tests', (date, source) => {
    expect(findings(satellite([date, source]), CODE)).toEqual([]);
    expect(findings(satellite([date, source], '{}', '', '[load_date, record_source]'), 'QUALITY_MISSING_TEST')).toEqual(
      [],
    );
  });

  it('takes the columns that the satellite names', () => {
    const floe = '{data_vault: {load_date: arrived, record_source: origin}}';
    expect(findings(satellite(['arrived', 'origin'], floe), CODE)).toEqual([]);
    expect(findings(satellite(['load_date', 'origin'], floe), CODE)).toMatchObject([
      { details: { missing: ['load_date'] } },
    ]);
  });

  it.each([
    [
      'a macro writes',
      "{{ datavault4dbt.sat_v0(parent_hashkey='k', src_hashdiff='d', src_payload=p, source_model='s') }}",
    ],
    ['a stage hands on', "select * from {{ ref('stg_customers') }}"],
  ])('is silent where %s the columns', (_, sql) => {
    expect(findings(satellite(['city'], '{}', sql), CODE)).toEqual([]);
  });

  it('reads the arguments of the macro that writes the satellite', () => {
    const written = (given: string): string =>
      satellite([], '{}', `{{ automate_dv.sat(src_pk='K', src_hashdiff='D', src_payload=['CITY']${given}) }}`);
    expect(findings(written(", src_ldts='ARRIVED', src_source='ORIGIN'"), CODE)).toEqual([]);
    expect(findings(written(", src_ldts='ARRIVED'"), CODE)).toMatchObject([
      { severity: 'error', details: { missing: ['record_source'] } },
    ]);
  });
});
