import { describe, expect, it } from 'vitest';
import type { DbtReading } from '../../../src/compiler/document/dbt/project/project.js';
import { readDbtProject } from '../../../src/compiler/document/dbt/readDbtProject.js';

const read = (files: Record<string, string>, transforms: readonly string[] = ['models/']): DbtReading =>
  readDbtProject({
    files: Object.entries(files).map(([path, content]) => ({ path, content })),
    dbtManifest: null,
    transforms,
  });

const SCHEMA = `version: 2
models:
  - name: bronze_orders
    description: Raw orders
    meta: {floe: {layer: bronze}}
    config:
      alias: orders_raw
      contract: {enforced: true}
    constraints:
      - {type: primary_key, columns: [id]}
    data_tests:
      - dbt_utils.recency: {arguments: {field: at, interval: 6}}
      - unique: {config: {enabled: false}}
    columns:
      - name: id
        data_type: BIGINT
        config: {meta: {floe: {classification: internal}}}
        constraints: [{type: not_null}]
        tests:
          - not_null
          - {name: my_unique, test_name: unique}
sources:
  - name: shop
    schema: raw_shop
    freshness: {warn_after: {count: 6, period: hour}}
    meta: {floe: {input_port: crm}}
    tables:
      - name: orders
        identifier: ORDERS
        columns: [{name: email, meta: {floe: {classification: pii}}}]
      - name: refunds
        freshness: null
`;

describe('the dbt reader', () => {
  it('tells the configuration of a test from its arguments, wherever it stands', () => {
    const tests = `
      - not_null: {severity: warn, where: "id > 0", tags: [daily], meta: {a: 1}}
      - unique: {enabled: false}
      - {name: refers, test_name: relationships, to: ref('b'), field: id, config: {limit: 5}}
      - accepted_values: {name: kinds, description: What there is, arguments: {values: [x]}, store_failures: true}`;
    const [model] = read({ 'models/a.yml': `models:\n- name: a\n  columns:\n  - name: id\n    tests:${tests}\n` })
      .project.models;
    expect(model?.tests.map(({ name, arguments: given, ownName }) => [name, given, ownName])).toEqual([
      ['not_null', {}, null],
      ['relationships', { to: "ref('b')", field: 'id' }, 'refers'],
      ['accepted_values', { values: ['x'] }, 'kinds'],
    ]);
  });

  it('reads a model with its tests in every form, constraints, meta and place', () => {
    const [model] = read({ 'models/orders.yml': SCHEMA }).project.models;
    expect(model).toMatchObject({
      name: 'bronze_orders',
      description: 'Raw orders',
      alias: 'orders_raw',
      contractEnforced: true,
      location: { file: 'models/orders.yml', line: 3, column: 11 },
      floe: { values: { layer: 'bronze' } },
      constraints: [
        { type: 'primary_key', columns: ['id'] },
        { type: 'not_null', columns: ['id'] },
      ],
      tests: [
        { package: 'dbt_utils', name: 'recency', column: null, arguments: { field: 'at', interval: 6 } },
        { package: null, name: 'not_null', column: 'id' },
        { package: null, name: 'unique', column: 'id' },
      ],
    });
    expect(model?.columns).toMatchObject([
      { name: 'id', type: 'bigint', floe: { values: { classification: 'internal' } } },
    ]);
    expect(model?.columns[0]?.floe.locate('classification')).toMatchObject({ line: 17 });
  });

  it("reads sources; a table inherits its source's freshness and meta unless it says otherwise", () => {
    expect(read({ 'models/orders.yml': SCHEMA }).project.sources).toMatchObject([
      {
        source: 'shop',
        table: 'orders',
        path: ['raw_shop', 'ORDERS'],
        freshness: true,
        floe: { values: { input_port: 'crm' } },
        columns: [{ name: 'email', floe: { values: { classification: 'pii' } } }],
      },
      { source: 'shop', table: 'refunds', path: ['raw_shop', 'refunds'], freshness: false },
    ]);
  });

  it('finds refs and sources in SQL, also in SQL comments as dbt does, never in Jinja comments', () => {
    const sql = `{{ config(materialized='table', alias="orders") }}
      -- depends_on: {{ ref('bronze_a') }}
      {# {{ ref('gone') }} #}
      select 'ref(''text'')' from {{ ref('other_project', 'gold_b') }}
      join {{ source("shop", 'orders') }} join {{- ref('bronze_a', v=2) -}}`;
    expect(read({ 'models/silver_orders.sql': sql }).project.models).toMatchObject([
      {
        name: 'silver_orders',
        alias: 'orders',
        location: { file: 'models/silver_orders.sql', line: 1, column: 1 },
        refs: [
          { package: null, name: 'bronze_a' },
          { package: 'other_project', name: 'gold_b' },
        ],
        reads: [{ source: 'shop', table: 'orders' }],
      },
    ]);
  });

  it('takes for models the code under the transforms alone, snapshots apart, and nothing of macros and packages', () => {
    const { project } = read({
      'models/bronze_a.sql': 'select 1',
      'models/bronze_b.py': 'def model(dbt, session):\n    return dbt.ref("bronze_a")',
      'analyses/x.sql': 'select 1',
      'macros/m.sql': '{% macro m() %}{% endmacro %}',
      'dbt_packages/dbt_utils/models/y.sql': 'select 1',
      'snapshots/snap.sql':
        "{% snapshot snap_customer %}select * from {{ source('raw', 'customers') }}{% endsnapshot %}",
    });
    expect(project.models.map(({ name, refs }) => [name, refs.map((ref) => ref.name)])).toEqual([
      ['bronze_a', []],
      ['bronze_b', ['bronze_a']],
    ]);
    expect(project.snapshots).toMatchObject([
      { name: 'snap_customer', reads: [{ source: 'raw', table: 'customers' }] },
    ]);
  });

  it('takes the latest version of a model for the model, and the other versions for no models', () => {
    const versioned = (latest: string): string => `models:
  - name: dim_x
    ${latest}
    description: Of all
    columns: [{name: id, tests: [unique]}, {name: gone}]
    versions:
      - v: 1
      - v: 2
        defined_in: dim_x_new
        columns: [{include: all, exclude: [gone]}, {name: added}]`;
    const files = {
      'models/dim_x_v1.sql': "select * from {{ ref('a') }}",
      'models/dim_x_new.sql': "select * from {{ ref('b') }}",
    };
    const read2 = (latest: string): unknown =>
      read({ 'models/d.yml': versioned(latest), ...files }).project.models.map((model) => [
        ...[model.name, model.alias, model.file, model.description],
        ...[model.refs.map((ref) => ref.name), model.columns.map(({ name }) => name), model.tests.length],
      ]);
    expect(read2('')).toEqual([['dim_x', 'dim_x_v2', 'models/dim_x_new.sql', 'Of all', ['b'], ['id', 'added'], 1]]);
    expect(read2('latest_version: 1')).toEqual([
      ['dim_x', 'dim_x_v1', 'models/dim_x_v1.sql', 'Of all', ['a'], ['id', 'gone'], 1],
    ]);
  });

  it('turns what cannot be read into findings, each at its place', () => {
    const { diagnostics } = read({
      'models/a.yml': 'models:\n  - columns: []\n  - name: x\n    columns: {id: {}}\n  - name: x\n',
      'models/b.yml': 'models:\n  - name: [unclosed',
      'models/other.yml': 'anything: [unclosed',
      'dbt_project.yml': 'models: {x: {}}',
    });
    expect(diagnostics.map(({ code, location }) => [code, location?.file, location?.line])).toEqual([
      ['DBT_SCHEMA_INVALID', 'models/a.yml', 2],
      ['DBT_SCHEMA_INVALID', 'models/a.yml', 4],
      ['DOCUMENT_SYNTAX', 'models/b.yml', 2],
      ['DBT_MODEL_DECLARED_TWICE', 'models/a.yml', 5],
    ]);
  });

  it('reads a file of a quarter of a million values: what is written out is no alias bomb', () => {
    const columns = Array.from(
      { length: 60_000 },
      (_, index) => `      - {name: c${index}, description: x, data_type: int}`,
    );
    const { project, diagnostics } = read({
      'models/m.yml': `models:\n  - name: a\n    columns:\n${columns.join('\n')}`,
    });
    expect(diagnostics).toEqual([]);
    expect(project.models[0]?.columns).toHaveLength(60_000);
  });
});
