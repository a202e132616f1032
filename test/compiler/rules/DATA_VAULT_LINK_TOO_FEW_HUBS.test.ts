import { describe, expect, it } from 'vitest';
import { findings, placed } from './project.js';

const CODE = 'DATA_VAULT_LINK_TOO_FEW_HUBS';

const refers = (column: string, to: string): string =>
  `{name: ${column}, tests: [not_null, {relationships: {to: ref('${to}'), field: ${column}}}]}`;
const OWN = '{name: customer_order_hk, tests: [not_null, unique]}';
const LOADED = '{name: load_date, tests: [not_null]}';

const link = (columns: readonly string[], floe = '{}', sql = ''): string => `# domain-manifest.yaml
data_architecture: {pattern: data_vault}
# models/vault.yml
models:
  - name: hub_customer
    columns: [{name: customer_hk, tests: [not_null, unique]}, {name: customer_bk, tests: [not_null, unique]}]
  - name: hub_order
    columns: [{name: order_hk, tests: [not_null, unique]}, {name: order_bk, tests: [not_null, unique]}]
  - name: link_customer_order
    meta: {floe: ${floe}}
    columns: [${columns.join(', ')}]
${sql === '' ? '' : `# models/link_customer_order.sql\n${sql}\n`}`;

const CUSTOMER = refers('customer_hk', 'hub_customer');

describe(CODE, () => {
  it('finds a link with one hub', () => {
    const text = link([OWN, CUSTOMER, LOADED]);
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'warning',
        message: 'link link_customer_order refers to one hub only (hub_customer)',
        expected: 'the hash keys of two hubs or more',
        details: { refersTo: ['hub_customer'] },
      },
    ]);
    expect(placed(text, CODE)).toEqual(['models/vault.yml: link_customer_order']);
  });

  it('finds a link with none, and is sure of it by the SQL', () => {
    const sql = "select md5(a) as customer_order_hk, load_date from {{ source('shop', 'orders') }}";
    expect(findings(link([OWN, LOADED], '{}', sql), CODE)).toMatchObject([
      { severity: 'error', message: 'link link_customer_order refers to no hub' },
    ]);
  });

  it('does not count what refers elsewhere', () => {
    const text = link([OWN, CUSTOMER, refers('country_code', 'ref_country')]);
    expect(findings(text, CODE)).toHaveLength(1);
  });

  it.each([
    ['two hubs by tests', [OWN, CUSTOMER, refers('order_hk', 'hub_order')]],
    ['two hubs by hash keys', [OWN, '{name: hk_customer_h}', '{name: hk_order_h}']],
    ['two hubs by their names', ['{name: customer_id}', '{name: order_id}']],
    ['no key of its own', [CUSTOMER, '{name: order_hk}']],
    [
      'its own key after its hubs in another order',
      ['{name: order_customer_pk}', '{name: customer_pk}', '{name: order_pk}'],
    ],
    ['one hub twice: a hierarchy', [OWN, CUSTOMER, refers('referred_by_hk', 'hub_customer')]],
    ['another link', [OWN, CUSTOMER, '{name: order_item_hk}']],
  ])('is silent on a link with %s', (_, columns) => expect(findings(link(columns), CODE)).toEqual([]));

  it('counts foreign keys', () => {
    const key = (column: string, to: string): string =>
      `{name: ${column}, constraints: [{type: foreign_key, to: ref('${to}'), to_columns: [${column}]}]}`;
    expect(findings(link([OWN, key('buyer', 'hub_customer'), key('what', 'hub_order')]), CODE)).toEqual([]);
    expect(findings(link([OWN, key('buyer', 'hub_customer')]), CODE)).toHaveLength(1);
  });

  it('believes what the link says of itself', () => {
    const text = link(['{name: a}', '{name: b}'], '{data_vault: {hubs: [hub_customer, hub_order]}}');
    expect(findings(text, CODE)).toEqual([]);
  });

  it.each([
    [
      'a macro writes',
      "{{ automate_dv.link(src_pk='CO_HK', src_fk=fks, src_ldts='LOAD_DATE', src_source='RS', source_model='s') }}",
    ],
    ['hands on whatever its stage has', "select * from {{ ref('stg_orders') }}"],
  ])('is silent on a link that %s', (_, sql) => expect(findings(link([OWN, CUSTOMER], '{}', sql), CODE)).toEqual([]));

  it.each([
    ['one', "'A_REF'", 1],
    ['two', "['A_REF', 'B_REF']", 0],
    ['what nobody knows', 'fks', 0],
  ])('reads the foreign keys that a macro is given: %s', (_, keys, count) => {
    const given = `src_pk='CO_HK', src_fk=${keys}, src_ldts='LOAD_DATE', src_source='RS', source_model='s'`;
    expect(findings(link([LOADED], '{}', `{{ automate_dv.link(${given}) }}`), CODE)).toHaveLength(count);
    const text = `{%- set yaml_metadata -%}\nlink_hashkey: hk_l\nforeign_hashkeys: ${keys.replaceAll("'", '"')}\n{%- endset -%}\n{{ datavault4dbt.link(yaml_metadata=yaml_metadata) }}`;
    if (keys !== 'fks') expect(findings(link([LOADED], '{}', text), CODE)).toHaveLength(count);
  });

  it.each([
    ['one hub', "src_fk='A_REF', ", 0],
    ['none', '', 1],
  ])('takes a transaction to be about one hub or more: %s', (_, keys, count) => {
    const given = `src_pk='T_HK', ${keys}src_payload=['x'], src_ldts='LOAD_DATE', src_source='RS', source_model='s'`;
    expect(findings(link([LOADED], '{}', `{{ automate_dv.t_link(${given}) }}`), CODE)).toHaveLength(count);
  });
});
