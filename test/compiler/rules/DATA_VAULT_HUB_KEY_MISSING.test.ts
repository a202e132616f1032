import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'DATA_VAULT_HUB_KEY_MISSING';

const KEY = '{name: customer_hk, tests: [not_null, unique]}';
const BUSINESS_KEY = '{name: customer_bk, tests: [not_null, unique]}';
const LOADED = '{name: load_date, tests: [not_null]}, {name: record_source, tests: [not_null]}';

/** A hub in a vault whose hubs need no tests of their own, so that nothing else speaks for its columns. */
const hub = (columns: string, floe = '{}', sql = '', name = 'hub_customer'): string => `# domain-manifest.yaml
data_architecture: {pattern: data_vault, layers: {hubs: {quality_gates: {required_tests: [load_date]}}}}
# models/hubs.yml
models:
  - name: ${name}
    meta: {floe: ${floe}}
    columns: [${columns}]
${sql === '' ? '' : `# models/${name}.sql\n${sql}\n`}`;

describe(CODE, () => {
  it('finds a hub without a hash key', () => {
    const text = hub(`${BUSINESS_KEY}, ${LOADED}`);
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'warning',
        message: 'hub hub_customer has no hash key',
        expected: 'a hash key and the business key that it is made of',
        details: { missing: ['hash key'] },
      },
    ]);
    expect(placed(text, CODE)).toEqual(['models/hubs.yml: hub_customer']);
  });

  it('finds a hub that has lost its business key', () => {
    expect(findings(hub(`${KEY}, ${LOADED}, {name: dv_job_id, tests: [not_null]}`), CODE)).toMatchObject([
      { message: 'hub hub_customer has no business key', details: { missing: ['business key'] } },
    ]);
  });

  it('is sure where the SQL or a contract tells all columns', () => {
    const sql = "select customer_bk, load_date, record_source from {{ source('crm', 'customers') }}";
    expect(findings(hub(`${BUSINESS_KEY}, ${LOADED}`, '{}', sql), CODE)).toMatchObject([{ severity: 'error' }]);
    const contract = hub(`${BUSINESS_KEY}, ${LOADED}`).replace(
      'meta:',
      'config: {contract: {enforced: true}}\n    meta:',
    );
    expect(findings(contract, CODE)).toMatchObject([{ severity: 'error' }]);
  });

  it('leaves to the required tests what they ask for', () => {
    const text = hub(LOADED).replace('required_tests: [load_date]', 'required_tests: [hash_key, unique_business_key]');
    expect(told(text)).toEqual([
      'QUALITY_MISSING_TEST hub_customer missing hash_key test',
      'QUALITY_MISSING_TEST hub_customer missing unique_business_key test',
    ]);
  });

  it.each([
    ['with both', hub(`${KEY}, ${BUSINESS_KEY}, ${LOADED}`)],
    ['whose business key goes by any name', hub(`${KEY}, {name: iban, tests: [not_null, unique]}, ${LOADED}`)],
    [
      'that names its hash key',
      hub(`{name: digest, tests: [not_null]}, ${BUSINESS_KEY}, ${LOADED}`, '{data_vault: {hash_key: digest}}'),
    ],
    [
      'whose SQL selects what its YAML leaves out',
      hub(
        `${BUSINESS_KEY}, ${LOADED}`,
        '{}',
        "select md5(customer_bk) as customer_hk, customer_bk, load_date, record_source from {{ source('crm', 'customers') }}",
      ),
    ],
    [
      'that hands on whatever its stage has',
      hub(`${BUSINESS_KEY}, ${LOADED}`, '{}', "select * from {{ source('crm', 'customers') }}"),
    ],
    [
      'that AutomateDV writes',
      hub(
        `${BUSINESS_KEY}, ${LOADED}`,
        '{}',
        "{{ automate_dv.hub(src_pk='CUSTOMER_HK', src_nk='CUSTOMER_BK', src_ldts='LOAD_DATE', src_source='RECORD_SOURCE', source_model='v_stg_customers') }}",
      ),
    ],
    ['that says it is none', hub(`${BUSINESS_KEY}, ${LOADED}`, '{data_vault: none}')],
  ])('is silent on a hub %s', (_, text) => expect(findings(text, CODE)).toEqual([]));

  it.each([
    'customer_hk',
    'HK_CUSTOMER',
    'hk_customer_h',
    'CustomerHashKey',
    'hashkey',
    'hash_key_customer',
    'customer_hkey',
    'CUSTOMER_PK',
  ])('takes %s for a hash key', (name) =>
    expect(told(hub(`{name: ${name}, tests: [not_null, unique]}, ${BUSINESS_KEY}, ${LOADED}`))).toEqual(
      // Their case is no snake_case, which is another matter.
      [],
    ),
  );

  it('does not take a hash of attributes for one', () => {
    expect(
      findings(hub(`{name: customer_hash_diff, tests: [not_null]}, ${BUSINESS_KEY}, ${LOADED}`), CODE),
    ).toHaveLength(1);
  });

  it('knows a hub by what it says of itself', () => {
    const text = hub(`${BUSINESS_KEY}, ${LOADED}`, '{data_vault: hub}', '', 'sat_customer');
    expect(findings(text, CODE)).toMatchObject([{ subject: 'sat_customer' }]);
  });

  it('reads the arguments of the macro that writes the hub', () => {
    const written = (given: string): string =>
      hub(LOADED, '{}', `{{ automate_dv.hub(${given}, src_ldts='LOADED', src_source='RS', source_model='s') }}`);
    expect(findings(written("src_pk='DIGEST'"), CODE)).toMatchObject([
      { severity: 'error', message: 'hub hub_customer has no business key' },
    ]);
    expect(findings(written("src_nk=['IBAN', 'BIC']"), CODE)).toMatchObject([
      { severity: 'error', message: 'hub hub_customer has no hash key' },
    ]);
    expect(findings(written("src_pk='DIGEST', src_nk=['IBAN', 'BIC']"), CODE)).toEqual([]);
    expect(findings(written("src_pk='DIGEST', src_nk=var('key')"), CODE)).toEqual([]);
  });

  it('takes the hash key and the business key of a macro for them, whatever they are called', () => {
    const asked = (columns: string): string =>
      hub(
        columns,
        '{}',
        "{{ datavault4dbt.hub(hashkey='digest', business_keys='load_no', source_models='s') }}",
      ).replace('required_tests: [load_date]', 'required_tests: [hash_key, unique_business_key]');
    const missing = (columns: string): string[] =>
      findings(asked(columns), 'QUALITY_MISSING_TEST').map(({ message }) => message);
    expect(missing('{name: digest, tests: [not_null]}, {name: load_no, tests: [not_null, unique]}')).toEqual([]);
    expect(missing('{name: digest, tests: [not_null]}, {name: other, tests: [not_null, unique]}')).toEqual([
      'hub_customer missing unique_business_key test',
    ]);
  });
});
