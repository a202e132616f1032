import { describe, expect, it } from 'vitest';
import { vaultCall, vaultColumns } from '../../../src/compiler/sql/vaultCall.js';

const call = (text: string, macros = {}) => vaultCall({ text, compiled: false, macros });

const HUB = {
  kind: 'hub',
  hashKey: ['CUSTOMER_HK'],
  businessKey: ['CUSTOMER_ID', 'TENANT'],
  references: [],
  loadDate: ['LOADED'],
  recordSource: ['SOURCE'],
  others: [],
  complete: true,
  assumed: false,
};
const ARGUMENTS = ['src_pk', 'src_nk', 'src_ldts', 'src_source', 'source_model'];
const METADATA = `src_pk: CUSTOMER_HK
src_nk:
  - CUSTOMER_ID
  - "TENANT"
src_ldts: 'LOADED'
src_source: SOURCE
source_model: stg_customers
`;
const CAPTURED = `{{ config(materialized='incremental') }}\n\n{%- set yaml_metadata -%}\n${METADATA}{%- endset -%}\n`;
const READ = `${CAPTURED}{% set metadata_dict = fromyaml(yaml_metadata) %}\n`;
const SET = `{%- set source_model = ["stg_customers", "stg_leads"] -%}
{%- set src_pk = "CUSTOMER_HK" -%}{%- set src_nk = ["CUSTOMER_ID", "TENANT"] -%}
{%- set src_ldts = "LOADED" -%}{%- set src_source = "SOURCE" -%}\n`;
const each = (write: (name: string) => string): string =>
  ARGUMENTS.map((name) => `${name}=${write(name)}`).join(',\n    ');

describe('a model that a macro of AutomateDV makes', () => {
  it.each([
    [
      'in the call',
      `{{ automate_dv.hub(src_pk='CUSTOMER_HK', src_nk=['CUSTOMER_ID', "TENANT"], src_ldts="LOADED", src_source='SOURCE', source_model=ref('stg_customers')) }}`,
    ],
    ['in variables', `${SET}{{ automate_dv.hub(${each((name) => name)}) }}`],
    ['in variables, by position', `${SET}{{ automate_dv.hub(${ARGUMENTS.join(', ')}) }}`],
    ['in YAML, by brackets', `${READ}{{ automate_dv.hub(${each((name) => `metadata_dict["${name}"]`)}) }}`],
    ['in YAML, by get', `${READ}{{ automate_dv.hub(${each((name) => `metadata_dict.get('${name}')`)}) }}`],
    ['in YAML, by members', `${READ}{{ automate_dv.hub(${each((name) => `metadata_dict.${name}`)}) }}`],
    ['in YAML, handed on whole', `${READ}{{ automate_dv.hub(**metadata_dict) }}`],
    [
      'in YAML that is kept in variables',
      `${READ}{%- set src_pk = metadata_dict['src_pk'] -%}{{ automate_dv.hub(src_pk=src_pk, ${each((name) => `metadata_dict['${name}']`)}) }}`,
    ],
    ['under the name of old', `${SET}{{ dbtvault.hub(${each((name) => name)}) }}`],
    ['beside comments', `-- the customers\n${SET}{{ automate_dv.hub(${each((name) => name)}) }} -- noqa: L001\n`],
    ['that stand under none', `${SET}{{ automate_dv.hub(${each((name) => name)}, src_extra_columns=none) }}`],
  ])('is read with its arguments %s', (_, text) => {
    expect(call(text)).toEqual(HUB);
  });

  it('is read behind a macro of the project', () => {
    const own = {
      parameters: 'key, business',
      body: "{{ automate_dv.hub(src_pk=key, src_nk=business, src_ldts='LOADED', src_source='SOURCE', source_model='s') }}",
    };
    expect(call("{{ our_hub('CUSTOMER_HK', ['CUSTOMER_ID', 'TENANT']) }}", { our_hub: own })).toEqual(HUB);
  });

  it.each([
    ['link', "src_pk='L', src_fk=['A', 'B'], src_ldts='D', src_source='R'", 'link', 'L A B D R'],
    [
      't_link',
      "src_pk='L', src_fk=['A', 'B'], src_payload=['P'], src_eff='E', src_ldts='D', src_source='R'",
      'transaction',
      'L A B P E D R',
    ],
    [
      'nh_link',
      "src_pk='L', src_fk=['A', 'B'], src_payload=['P'], src_ldts='D', src_source='R'",
      'transaction',
      'L A B P D R',
    ],
    [
      'sat',
      "src_pk='K', src_hashdiff={'source_column': 'X', 'alias': 'HASHDIFF'}, src_payload=['P', 'Q'], src_ldts='D', src_source='R'",
      'satellite',
      'K HASHDIFF P Q D R',
    ],
    [
      'ma_sat',
      "src_pk='K', src_cdk=['N'], src_hashdiff='H', src_payload=['P'], src_eff='E', src_ldts='D', src_source='R'",
      'satellite',
      'K N H P E D R',
    ],
    [
      'eff_sat',
      "src_pk='K', src_dfk='A', src_sfk='B', src_start_date='S', src_end_date='T', src_eff='E', src_ldts='D', src_source='R'",
      'satellite',
      'K A B S T E D R',
    ],
  ])('%s: its columns are those of its arguments', (macro, given, kind, columns) => {
    const read = call(`{{ automate_dv.${macro}(${given}, source_model='s') }}`);
    expect(read).toMatchObject({ kind, complete: true, assumed: false });
    expect(vaultColumns(read!).join(' ')).toBe(columns);
  });

  it.each([
    ['a variable of the run', "src_pk=var('key'), src_nk='N', src_ldts='D', src_source='R'"],
    [
      'a payload that leaves columns out',
      "src_pk='K', src_nk={'exclude_columns': true, 'columns': ['x']}, src_ldts='D', src_source='R'",
    ],
    ['a dictionary that is not at hand', '**from_somewhere'],
    ['a text by position', "'K', 'N', 'D', 'R', 's'"],
  ])('is not said to have no other columns, with %s', (_, given) => {
    expect(call(`{{ automate_dv.hub(${given}) }}`)).toMatchObject({ kind: 'hub', complete: false });
  });

  it.each([
    ['pits and bridges', "{{ automate_dv.pit(src_pk='K') }}"],
    ['staging', "{{ automate_dv.stage(source_model='s') }}"],
    ['a query around a call', "with a as ({{ automate_dv.hub(src_pk='K') }}) select K as key from a"],
    ['two calls', "{{ automate_dv.hub(src_pk='K') }} union all {{ automate_dv.hub(src_pk='L') }}"],
    ['a macro of the same name', "{{ ours.hub(src_pk='K') }}"],
    ['code that is compiled', null],
  ])('is none: %s', (_, text) => {
    expect(
      text === null ? vaultCall({ text: "{{ automate_dv.hub(src_pk='K') }}", compiled: true }) : call(text),
    ).toBeNull();
  });
});

describe('a model that a macro of datavault4dbt makes', () => {
  const hub = {
    hashKey: ['hk_account_h'],
    businessKey: ['account_number'],
    loadDate: ['ldts'],
    recordSource: ['rsrc'],
  };
  const yaml = (text: string): string => `{%- set yaml_metadata -%}\n${text}{%- endset -%}\n`;
  const ACCOUNT =
    "hashkey: 'hk_account_h'\nbusiness_keys: account_number\nsource_models:\n  - name: stage_account\n    rsrc_static: '*/SAP/*'\n";

  it.each([
    ['in YAML, handed on as it stands', `${yaml(ACCOUNT)}{{ datavault4dbt.hub(yaml_metadata=yaml_metadata) }}`],
    [
      'in YAML, one by one',
      `${yaml(ACCOUNT)}{%- set metadata_dict = fromyaml(yaml_metadata) -%}{{ datavault4dbt.hub(hashkey=metadata_dict['hashkey'], business_keys=metadata_dict.get('business_keys'), source_models=metadata_dict['source_models']) }}`,
    ],
    [
      'in the call',
      "{{ datavault4dbt.hub(hashkey='hk_account_h', business_keys=['account_number'], source_models={'stage_account': {'rsrc_static': 'x'}}) }}",
    ],
  ])('is read with its arguments %s; what tells of its loading may be named by the project', (_, text) => {
    expect(call(text)).toMatchObject({ kind: 'hub', complete: true, assumed: true, ...hub });
  });

  it.each([
    ['hub', "hashkey='hk', business_keys=['k', 'l']", 'hub', 'hk k l d r'],
    ['link', "link_hashkey='hk_l', foreign_hashkeys=['hk_a', 'hk_b']", 'link', 'hk_l hk_a hk_b d r'],
    [
      'nh_link',
      "link_hashkey='hk_l', foreign_hashkeys=['hk_a', 'hk_b'], payload=['p']",
      'transaction',
      'hk_l hk_a hk_b p d r',
    ],
    ['sat_v0', "parent_hashkey='hk', src_hashdiff='hd', src_payload=['p', 'q']", 'satellite', 'hk hd p q d r'],
    [
      'ma_sat_v0',
      "parent_hashkey='hk', src_ma_key='n', src_hashdiff='hd', src_payload=['p']",
      'satellite',
      'hk n hd p d r',
    ],
    ['nh_sat', "parent_hashkey='hk', src_payload=['p']", 'satellite', 'hk p d r'],
  ])('%s: its columns are those of its arguments', (macro, given, kind, columns) => {
    const read = call(`{{ datavault4dbt.${macro}(${given}, source_model='s', src_ldts='d', src_rsrc='r') }}`);
    expect(read).toMatchObject({ kind, complete: true, assumed: false });
    expect(vaultColumns(read!).join(' ')).toBe(columns);
  });
});
