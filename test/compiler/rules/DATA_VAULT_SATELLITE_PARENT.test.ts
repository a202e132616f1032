import { describe, expect, it } from 'vitest';
import { findings, placed } from './project.js';

const CODE = 'DATA_VAULT_SATELLITE_PARENT';

const refers = (column: string, to: string): string =>
  `{name: ${column}, tests: [not_null, {relationships: {to: ref('${to}'), field: ${column}}}]}`;
const LOADED = ['{name: load_date, tests: [not_null]}', '{name: record_source, tests: [not_null]}', '{name: city}'];

const satellite = (columns: readonly string[], floe = '{}', sql = ''): string => `# domain-manifest.yaml
data_architecture: {pattern: data_vault}
# models/vault.yml
models:
  - name: hub_customer
    columns: [{name: customer_hk, tests: [not_null, unique]}, {name: customer_bk, tests: [not_null, unique]}]
  - name: hub_order
    columns: [{name: order_hk, tests: [not_null, unique]}, {name: order_bk, tests: [not_null, unique]}]
  - name: link_customer_order
    columns: [{name: customer_order_hk}, ${refers('customer_hk', 'hub_customer')}, ${refers('order_hk', 'hub_order')}]
  - name: sat_details
    meta: {floe: ${floe}}
    columns:
${[...columns, ...LOADED].map((column) => `      - ${column}\n`).join('')}${sql === '' ? '' : `# models/sat_details.sql\n${sql}\n`}`;

const CUSTOMER = refers('customer_hk', 'hub_customer');
const ORDER = refers('order_hk', 'hub_order');
const LINK = refers('customer_order_hk', 'link_customer_order');

describe(CODE, () => {
  it('finds a satellite of nothing', () => {
    const text = satellite(['{name: note}']);
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'warning',
        message: 'satellite sat_details refers to no hub or link',
        expected: 'the hash key of one hub or link',
        details: { parents: [] },
      },
    ]);
    expect(placed(text, CODE)).toEqual(['models/vault.yml: sat_details']);
  });

  it('is sure of it where the SQL tells all columns', () => {
    const sql = "select load_date, record_source, city from {{ source('crm', 'customers') }}";
    expect(findings(satellite([], '{}', sql), CODE)).toMatchObject([{ severity: 'error' }]);
  });

  it('finds a satellite of two hubs, at the second', () => {
    const text = satellite([CUSTOMER, ORDER]);
    expect(findings(text, CODE)).toMatchObject([
      { severity: 'warning', message: 'satellite sat_details refers to hub_customer and hub_order' },
    ]);
    expect(placed(text, CODE)[0]).toMatch(/^models\/vault.yml: order_hk, tests/);
  });

  it.each([
    ['one hub', [CUSTOMER]],
    ['one link', [LINK]],
    ['a parent that no test names', ['{name: hk_customer_h}']],
    ["a parent by the hub's name", ['{name: customer_id}']],
    ['a link and the hubs of the link: an effectivity satellite', [LINK, CUSTOMER, ORDER]],
    ['two hubs and a key that may be of their link', [CUSTOMER, ORDER, '{name: customer_order_hk}']],
    ['one hub and other tables', [CUSTOMER, refers('country_code', 'ref_country')]],
    ['one hub by two columns', [CUSTOMER, refers('customer_hk_2', 'hub_customer')]],
  ])('is silent on a satellite of %s', (_, columns) => expect(findings(satellite(columns), CODE)).toEqual([]));

  it('does not take the hash of the attributes for a parent', () => {
    expect(findings(satellite(['{name: hash_diff}', '{name: hd_customer_s}']), CODE)).toHaveLength(1);
  });

  it('believes what the satellite says of itself', () => {
    expect(findings(satellite([], '{data_vault: {parent: hub_customer}}'), CODE)).toEqual([]);
  });

  it('reads the key that a macro is given', () => {
    const written = (given: string): string =>
      satellite(
        [],
        '{}',
        `{{ automate_dv.sat(${given}src_hashdiff='D', src_payload=['CITY'], source_model='v_stg') }}`,
      );
    expect(findings(written("src_pk='K', "), CODE)).toEqual([]);
    expect(findings(written(''), CODE)).toMatchObject([{ severity: 'error', details: { parents: [] } }]);
    expect(findings(written('src_pk=key, '), CODE)).toEqual([]);
  });
});
