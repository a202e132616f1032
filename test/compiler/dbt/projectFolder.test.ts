import { describe, expect, it } from 'vitest';
import type { DbtModel, DbtProject } from '../../../src/compiler/document/dbt/project/project.js';
import { readDbtProject } from '../../../src/compiler/document/dbt/readDbtProject.js';

function read(files: Record<string, string>, transforms: readonly string[] = []): DbtProject {
  const all = Object.entries(files).map(([path, content]) => ({ path, content }));
  return readDbtProject({ files: all, dbtManifest: null, transforms }).project;
}
const names = (models: readonly DbtModel[]): string[] => models.map(({ name }) => name);

const PROJECT = `name: shop
model-paths: ["transform"]
snapshot-paths: [history]
models:
  +tags: [all]
  shop:
    +materialized: table
    +meta: {floe: {layer: bronze}}
    raw:
      +tags: raw
      +access: private
      +group: crm
      +contract: {enforced: true}
      old:
        +enabled: false
    marts:
      gold_orders:
        +materialized: incremental
snapshots:
  shop:
    +strategy: timestamp
    +updated_at: changed_at
sources:
  shop:
    legacy:
      +enabled: false
`;

describe('a dbt project folder', () => {
  it('hands configuration down the folders of dbt_project.yml; YAML overrides it, code overrides YAML', () => {
    const { models } = read({
      'dbt_project.yml': PROJECT,
      'transform/raw/bronze_a.sql': 'select 1',
      'transform/raw/old/bronze_old.sql': 'select 1',
      'transform/marts/gold_orders.sql': "{{ config(tags=['code'], meta={'floe': {'layer': 'gold'}}) }} select 1",
      'transform/marts/gold_b.sql': "{{ config(materialized='view') }} select 1",
      'transform/marts/m.yml':
        'models:\n  - {name: gold_orders, meta: {floe: {layer: silver}}, config: {tags: [yaml]}}\n  - {name: gold_b, config: {materialized: ephemeral}}',
    });
    expect(names(models)).toEqual(['gold_orders', 'gold_b', 'bronze_a']);
    expect(models.map(({ materialized }) => materialized)).toEqual(['incremental', 'view', 'table']);
    expect(models.map(({ floe }) => floe.values['layer'])).toEqual(['gold', 'bronze', 'bronze']);
    expect(models.map(({ tags }) => tags)).toEqual([['all', 'yaml', 'code'], ['all'], ['all', 'raw']]);
    expect(models[2]).toMatchObject({ access: 'private', group: 'crm', contractEnforced: true });
    expect(models[0]).toMatchObject({ access: 'protected', group: null, contractEnforced: false });
  });

  it('knows the place of meta wherever it stands', () => {
    const { models } = read({
      'dbt_project.yml': PROJECT,
      'transform/raw/bronze_a.sql': 'select 1',
      'transform/marts/gold_b.sql': '',
      'transform/marts/m.yml': 'models:\n  - name: gold_b\n    config:\n      meta:\n        floe:\n          layer: x',
    });
    expect(models.map(({ floe }) => floe.locate('layer'))).toEqual([
      { file: 'transform/marts/m.yml', line: 6, column: 11 },
      { file: 'dbt_project.yml', line: 8, column: 20 },
    ]);
  });

  it('takes models from the paths that dbt_project.yml names alone', () => {
    const { models, snapshots } = read({
      'dbt_project.yml': PROJECT,
      'transform/a.sql': '',
      'models/b.sql': '',
      'models/b.yml': 'models: [{name: b}]',
      'history/h.sql':
        '{% snapshot snap %}{{ config(unique_key="id", strategy="check", check_cols="all") }}{% endsnapshot %}',
    });
    expect([names(models), names(snapshots)]).toEqual([['a'], ['snap']]);
  });

  it('reads a project that lies in a folder of the product, and several side by side', () => {
    const { models } = read({
      'dbt/dbt_project.yml': 'name: a\nmodels: {a: {+materialized: table}}',
      'dbt/models/x.sql': '',
      'other/dbt_project.yml': 'name: b',
      'other/models/y.sql': '',
      'other/scripts/z.sql': '',
    });
    expect(models.map(({ name, materialized }) => [name, materialized])).toEqual([
      ['x', 'table'],
      ['y', 'view'],
    ]);
  });

  it('takes a ref to its own project by name for one without, and tells models of others apart', () => {
    const { models } = read({
      'dbt_project.yml': 'name: shop',
      'models/orders.sql': "select * from {{ ref('shop', 'raw') }} join {{ ref('revenue', 'orders') }}",
    });
    expect(models[0]?.refs).toEqual([
      { package: null, name: 'raw' },
      { package: 'revenue', name: 'orders' },
    ]);
  });

  it('leaves out what is disabled in YAML, code or folder, and keeps what an expression decides', () => {
    const { models, sources } = read({
      'dbt_project.yml':
        'name: shop\nmodels: {shop: {b: {+enabled: "{{ var(\'x\') }}"}}}\nsources: {shop: {raw: {gone: {+enabled: false}}}}',
      'models/a.sql': '{{ config(enabled=false) }}',
      'models/b/b.sql': "{{ config(enabled=var('x', false)) }}",
      'models/c.sql': '',
      'models/m.yml':
        'models: [{name: c, config: {enabled: false}}]\nsources: [{name: raw, tables: [{name: gone}, {name: kept}, {name: off, config: {enabled: false}}]}]',
    });
    expect(names(models)).toEqual(['b']);
    expect(sources.map(({ table }) => table)).toEqual(['kept']);
  });
});

describe('a snapshot', () => {
  const snapshot = (files: Record<string, string>): DbtProject['snapshots'] => read(files).snapshots;

  it('in SQL says how it keeps history (ADR-0021, dbt Snapshot Integration)', () => {
    const sql = `-- snapshots/snap_customer.sql
{% snapshot snap_customer %}
{{
    config(
      unique_key='customer_id',
      strategy='check',
      check_cols=['email', 'address', 'status']
    )
}}
SELECT * FROM {{ source('raw', 'customers') }}
{% endsnapshot %}
{%- snapshot second -%}
{{ config(unique_key=['a', "b"], strategy='timestamp', updated_at='at', meta={'floe': {'x': {'y': 1}}}) }}
select * from {{ ref('x') }}
{%- endsnapshot -%}`;
    expect(snapshot({ 'snapshots/snap_customer.sql': sql })).toMatchObject([
      {
        name: 'snap_customer',
        materialized: 'snapshot',
        snapshot: { uniqueKey: ['customer_id'], strategy: 'check', checkCols: ['email', 'address', 'status'] },
        reads: [{ source: 'raw', table: 'customers' }],
        refs: [],
      },
      {
        name: 'second',
        snapshot: { uniqueKey: ['a', 'b'], strategy: 'timestamp', updatedAt: 'at', checkCols: null },
        floe: { values: { x: { y: 1 } } },
        refs: [{ name: 'x' }],
        sql: { text: expect.not.stringContaining('customer_id') as string },
      },
    ]);
  });

  it('in YAML (dbt 1.9) does too, with what dbt_project.yml and the code add', () => {
    const yaml = `snapshots:
  - name: snap_a
    relation: source('raw', 'a')
    config: {unique_key: id, strategy: check, check_cols: all}
  - name: snap_b
    relation: ref('b')
    config: {unique_key: [x, y]}`;
    expect(snapshot({ 'dbt_project.yml': PROJECT, 'history/s.yml': yaml })).toMatchObject([
      { reads: [{ source: 'raw', table: 'a' }], snapshot: { uniqueKey: ['id'], strategy: 'check', checkCols: 'all' } },
      {
        refs: [{ name: 'b' }],
        snapshot: { uniqueKey: ['x', 'y'], strategy: 'timestamp', updatedAt: 'changed_at', checkCols: null },
      },
    ]);
  });
});

describe('data_tests of dbt_project.yml', () => {
  const tests = (config: string, more = ''): string[] => {
    const { models } = read({
      'dbt_project.yml': `name: shop\n${config}\n`,
      'models/raw/m.yml': `models: [{name: a, columns: [{name: id, tests: [not_null, unique${more}]}]}]`,
      'models/marts/m.yml': 'models: [{name: b, data_tests: [{recency: {field: at}}]}]',
    });
    return models.flatMap((model) => model.tests.map(({ name }) => `${model.name}.${name}`));
  };
  const ALL = ['a.not_null', 'a.unique', 'b.recency'];

  it.each([
    ['nothing', '', ALL],
    ['all of them', 'data_tests: {+enabled: false}', []],
    ['all of them, in the older word', 'tests: {+enabled: false}', []],
    ['those of a project', 'data_tests: {shop: {+enabled: false}}', []],
    ["those of a package, which are not the project's", 'data_tests: {dbt_utils: {+enabled: false}}', ALL],
    ['those of a folder', 'data_tests: {shop: {raw: {+enabled: false}}}', ['b.recency']],
    [
      'one by the name that dbt gives it',
      'data_tests: {shop: {raw: {unique_a_id: {+enabled: false}}}}',
      ['a.not_null', 'b.recency'],
    ],
    ['all but those of a folder', 'data_tests: {+enabled: false, shop: {marts: {+enabled: true}}}', ['b.recency']],
  ])('takes out %s', (_, config, left) => expect(tests(config)).toEqual(left));

  it('is overridden by the test itself', () => {
    expect(
      tests('data_tests: {+enabled: false}', ', {accepted_values: {values: [1], config: {enabled: true}}}'),
    ).toEqual(['a.accepted_values']);
  });

  it('says which rows are looked at', () => {
    const { models } = read({
      'dbt_project.yml': 'name: shop\ndata_tests: {+where: "day > 1"}\n',
      'models/m.yml':
        'models: [{name: a, columns: [{name: id, tests: [not_null, {unique: {config: {where: is_current}}}]}]}]',
    });
    expect(models[0]?.tests.map(({ where }) => where)).toEqual(['day > 1', 'is_current']);
  });
});

describe('what is a model', () => {
  const SHOP = { 'dbt_project.yml': 'name: shop\n', 'models/a.sql': 'select 1' };
  const LOOSE = {
    'scripts/report.sql': 'select 1',
    'airflow/dag.py': 'def model(dbt, session): ...',
    'scripts/schema.yml': 'models: [{name: b}]',
  };

  it('is nothing beside a project', () => {
    expect(names(read({ ...SHOP, ...LOOSE }).models)).toEqual(['a']);
    expect(names(read({ ...SHOP, ...LOOSE }, ['.']).models)).toEqual(['a']);
    expect(names(read({ ...SHOP, ...LOOSE }, ['models/']).models)).toEqual(['a']);
  });

  it('is what a transform names beside a project', () => {
    const below = Object.fromEntries(Object.entries(SHOP).map(([path, text]) => [`dbt/${path}`, text]));
    expect(names(read({ ...below, ...LOOSE }, ['dbt']).models)).toEqual(['a']);
    expect(names(read({ ...below, ...LOOSE }, ['dbt', 'scripts']).models)).toEqual(['b', 'report', 'a']);
  });

  it('is no schema YAML beside the folders of the transforms', () => {
    const files = {
      ...SHOP,
      'models/sales/c.sql': 'select 1',
      'models/sales/m.yml': 'models: [{name: c}, {name: elsewhere}]',
      'models/other/m.yml': 'models: [{name: d}, {name: a}]\nsources: [{name: s, tables: [{name: t}]}]',
    };
    const { models, sources } = read(files, ['models/sales']);
    expect(names(models)).toEqual(['c', 'elsewhere']);
    expect(sources).toHaveLength(1);
  });

  it('is no Python that defines no model', () => {
    const files = { ...SHOP, 'models/util.py': 'def helper(): ...', 'models/b.py': 'def model(dbt, session): ...' };
    expect(names(read(files).models)).toEqual(['a', 'b']);
  });

  it('is nothing that dbt deps installed, wherever dbt_project.yml puts it', () => {
    const files = {
      'dbt_project.yml': 'name: shop\nmodel-paths: [.]\npackages-install-path: vendor/dbt\ntarget-path: build\n',
      'a.sql': 'select 1',
      'build/compiled/shop/a_compiled.sql': 'select 1',
      'vendor/dbt/utils/dbt_project.yml': 'name: utils\n',
      'vendor/dbt/utils/models/u.sql': 'select 1',
      'vendor/dbt/utils/models/u.yml': 'models: [{name: u}, {name: w}]',
    };
    expect(names(read(files).models)).toEqual(['a']);
  });
});

describe('two projects in one folder', () => {
  it('refer to each other within it', () => {
    const { models } = read({
      'finance/dbt_project.yml': 'name: finance\n',
      'finance/models/f.sql': 'select 1',
      'sales/dbt_project.yml': 'name: sales\n',
      'sales/models/s.sql': "select * from {{ ref('finance', 'f') }} join {{ ref('elsewhere', 'x') }}",
    });
    expect(models.find(({ name }) => name === 's')?.refs).toEqual([
      { package: null, name: 'f' },
      { package: 'elsewhere', name: 'x' },
    ]);
  });
});

describe('versions of which the latest is disabled', () => {
  const FILES = Object.fromEntries([1, 2, 3].map((version) => [`models/x_v${version}.sql`, `select ${version}`]));
  const yaml = (versions: string, more = ''): Record<string, string> => ({
    'models/m.yml': `models:\n  - name: x\n    versions: [${versions}]\n${more}`,
  });
  const files = (given: Record<string, string>): string[] =>
    read({ ...FILES, ...given }).models.map(({ file }) => file);

  it.each([
    ['in its YAML', yaml('{v: 1}, {v: 2}, {v: 3, config: {enabled: false}}')],
    ['in its code', { ...yaml('{v: 1}, {v: 2}, {v: 3}'), 'models/x_v3.sql': '{{ config(enabled=false) }} select 3' }],
    [
      'though it is named',
      {
        ...yaml('{v: 1, config: {enabled: false}}, {v: 2}', '    latest_version: 1\n'),
        'models/x_v3.sql': '{{ config(enabled=false) }} select 3',
      },
    ],
  ])('are stood for by the highest that is not: %s', (_, given) => expect(files(given)[0]).toBe('models/x_v2.sql'));

  it('have none where all are disabled', () => {
    expect(files(yaml('{v: 1}, {v: 2}, {v: 3}', '    config: {enabled: false}\n'))).toEqual([]);
  });
});

describe('a primary entity of dbt 1.12', () => {
  const key = (model: string): readonly string[] | undefined =>
    read({ 'models/m.yml': `models: [{name: x, ${model}}]` }).models[0]?.entityKey;

  it.each([
    ['of a column', 'semantic_model: true, columns: [{name: a}, {name: id, entity: {type: primary, name: x}}]', ['id']],
    ['in one word', 'columns: [{name: id, entity: primary}]', ['id']],
    [
      'of the model',
      'derived_semantics: {entities: [{name: x, type: primary, expr: id}]}, columns: [{name: id}]',
      ['id'],
    ],
    ['of an expression', 'derived_semantics: {entities: [{name: x, type: primary, expr: "a || b"}]}', []],
    ['that is foreign', 'columns: [{name: id, entity: {type: foreign, name: y}}]', []],
    ['turned off', 'semantic_model: false, columns: [{name: id, entity: primary}]', []],
  ])('is a declared key: %s', (_, model, expected) => expect(key(model)).toEqual(expected));
});

describe('keys that stand twice', () => {
  const reading = (files: Record<string, string>) =>
    readDbtProject({
      files: Object.entries(files).map(([path, content]) => ({ path, content })),
      dbtManifest: null,
      transforms: [],
    });

  it('are a warning, and the last value counts', () => {
    const { project, diagnostics } = reading({
      'models/m.yml': 'models:\n  - name: a\n    tests: [unique]\n    tests: [not_null]\n',
    });
    expect(project.models[0]?.tests.map(({ name }) => name)).toEqual(['not_null']);
    expect(diagnostics).toMatchObject([
      {
        code: 'DBT_DUPLICATE_KEY',
        severity: 'warning',
        message: "The key 'tests' stands twice in one mapping: the last value counts",
        location: { file: 'models/m.yml', line: 4, column: 5 },
        related: [{ location: { line: 3 } }],
        details: { keys: 1 },
      },
    ]);
  });

  it('are one finding a file, with their number', () => {
    const models = Array.from(
      { length: 10_000 },
      (_, index) => `  - {name: m${index}, description: a, description: b}`,
    );
    const { project, diagnostics } = reading({ 'models/m.yml': `models:\n${models.join('\n')}\n` });
    expect(project.models).toHaveLength(10_000);
    expect(diagnostics).toMatchObject([{ details: { keys: 10_000 } }]);
    expect(diagnostics[0]?.message).toContain('and so do 9999 more keys of the file');
  });

  it('are so in dbt_project.yml', () => {
    const { project, diagnostics } = reading({
      'dbt_project.yml': 'name: shop\nmodels: {+enabled: false}\nmodels: {+tags: [x]}\n',
      'models/a.sql': 'select 1',
    });
    expect(project.models[0]?.tags).toEqual(['x']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['DBT_DUPLICATE_KEY']);
  });
});
