import { describe, expect, it } from 'vitest';
import type { DbtReading } from '../../../src/compiler/document/dbt/project/project.js';
import { readDbtProject } from '../../../src/compiler/document/dbt/readDbtProject.js';

const read = (dbtManifest: string): DbtReading => readDbtProject({ files: [], dbtManifest, transforms: [] });

const node = (name: string, more: object = {}): object => ({
  resource_type: 'model',
  name,
  package_name: 'shop',
  original_file_path: `models/${name}.sql`,
  depends_on: { nodes: [] },
  columns: {},
  ...more,
});
const test = (name: string, more: object): object => ({
  resource_type: 'test',
  test_metadata: { name, ...more },
  ...more,
});

const MANIFEST = {
  metadata: { project_name: 'shop', dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json' },
  nodes: {
    'model.shop.fact_orders': node('fact_orders', {
      alias: 'fact_orders',
      columns: { id: { name: 'id', data_type: 'INT', constraints: [{ type: 'not_null' }] } },
      depends_on: { nodes: ['model.shop.stg_orders', 'model.crm.dim_customer.v2', 'source.shop.raw.orders'] },
      config: { contract: { enforced: true }, meta: { floe: { layer: 'facts' } } },
      freshness: { warn_after: { count: null, period: null } },
    }),
    'model.dbt_utils.helper': node('helper', { package_name: 'dbt_utils' }),
    'test.shop.a': test('unique', { column_name: 'id', attached_node: 'model.shop.fact_orders' }),
    'test.shop.b': test('recency', { namespace: 'dbt_utils', attached_node: 'model.shop.fact_orders' }),
    'test.shop.old': test('relationships', {
      kwargs: { model: "{{ get_where_subquery(ref('fact_orders')) }}", column_name: 'customer_key', field: 'id' },
      depends_on: { nodes: ['model.shop.fact_orders', 'model.shop.dim_customer'] },
    }),
  },
  sources: {
    'source.shop.raw.orders': {
      source_name: 'raw',
      name: 'orders',
      schema: 'raw_shop',
      identifier: 'ORDERS',
      package_name: 'shop',
      freshness: { warn_after: { count: 6, period: 'hour' } },
    },
  },
};

describe('the reader of target/manifest.json', () => {
  it("gives the facts that schema YAML and SQL give, of the project's own nodes", () => {
    const { tests, ...manifest } = { tests: 3, ...MANIFEST };
    const nodes = Object.fromEntries(
      Object.entries(manifest.nodes).map(([id, each]) => [id, { package_name: 'shop', ...each }]),
    );
    const { project } = read(JSON.stringify({ ...manifest, nodes }));
    expect(project.models.map(({ name }) => name)).toEqual(['fact_orders']);
    expect(project.models[0]?.tests).toHaveLength(tests);
    expect(project.models[0]).toMatchObject({
      file: 'models/fact_orders.sql',
      location: { file: 'models/fact_orders.sql', line: 1, column: 1 },
      alias: null,
      contractEnforced: true,
      freshness: false,
      floe: { values: { layer: 'facts' } },
      columns: [{ name: 'id', type: 'int' }],
      constraints: [{ type: 'not_null', columns: ['id'] }],
      tests: [
        { name: 'unique', column: 'id' },
        { package: 'dbt_utils', name: 'recency', column: null },
        { name: 'relationships', column: 'customer_key', arguments: { field: 'id' } },
      ],
      refs: [
        { package: null, name: 'stg_orders' },
        { package: 'crm', name: 'dim_customer' },
      ],
      reads: [{ source: 'raw', table: 'orders' }],
    });
    expect(project.sources).toMatchObject([{ source: 'raw', path: ['raw_shop', 'ORDERS'], freshness: true }]);
  });

  it('takes of each node what stands there, however much of it stood in the node before', () => {
    const tagged = { config: { tags: ['a'] } };
    const nodes = {
      'model.shop.a': node('a', tagged),
      'model.shop.b': node('b', tagged),
      'model.shop.c': { ...tagged, description: 'Of c.', ...node('c', { columns: { id: { name: 'id' } } }) },
      'model.shop.d': node('d', { config: { tags: ['a', 'd'] } }),
      'model.shop.e': node('e', { config: {}, description: null }),
      'model.shop.f': node('f', { columns: { id: { data_type: 'INT', name: 'id' } }, ...tagged }),
    };
    const { project } = read(JSON.stringify({ metadata: MANIFEST.metadata, nodes }, null, 2));
    const tags = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => project.models.find((each) => each.name === name)?.tags);
    expect(tags).toEqual([['a'], ['a'], ['a'], ['a', 'd'], [], ['a']]);
    expect(project.models.map(({ description }) => description)).toEqual([null, null, 'Of c.', null, null, null]);
    expect(project.models.map(({ columns }) => columns.map(({ name, type }) => [name, type]))).toEqual([
      ...[[], [], [['id', null]], [], []],
      [['id', 'int']],
    ]);
  });

  it('takes a text that begins with a closing bracket for a text', () => {
    const nodes = { 'model.shop.a': node('a', { description: '] is the end of a list' }) };
    const { project } = read(JSON.stringify({ metadata: MANIFEST.metadata, nodes }));
    expect(project.models[0]?.description).toBe('] is the end of a list');
  });

  it.each(['', '[]', '{"metadata": {}}', '{"nodes": 3}'])('refuses %j as a finding, never by throwing', (text) => {
    expect(read(text).diagnostics.map(({ code }) => code)).toEqual(['DBT_MANIFEST_INVALID']);
  });
});

describe('a document that is handed in as the manifest', () => {
  const schema = (artifact: string): string => `https://schemas.getdbt.com/dbt/${artifact}.json`;
  const said = (document: unknown): unknown[] =>
    read(JSON.stringify(document)).diagnostics.map(({ code, message, hint }) => [code, message, hint !== undefined]);

  it.each([
    [
      { metadata: { dbt_schema_version: schema('catalog/v1') }, nodes: {} },
      "This is dbt's catalog.json, not its manifest",
    ],
    [
      { metadata: { dbt_schema_version: schema('run-results/v6') }, results: [] },
      "This is dbt's run_results.json, not its manifest",
    ],
    [{ metadata: { dbt_schema_version: schema('sources/v3') } }, "This is dbt's sources.json, not its manifest"],
    [{ semantic_models: [], metrics: [] }, "This is dbt's semantic_manifest.json, not dbt's manifest"],
    [{ name: 'x', dependencies: {} }, "This is a package.json, not dbt's manifest"],
    [{ $schema: 'x', type: 'object' }, "This is a JSON Schema, not dbt's manifest"],
    [{ metadata: {} }, 'The dbt manifest has no nodes'],
  ])('is named where it is something else: %j', (document, message) => {
    expect(said(document)).toEqual([['DBT_MANIFEST_INVALID', message, true]]);
  });

  it.each([1, 2, 3])('is refused where it is of version v%i, and says so', (version) => {
    const metadata = { dbt_schema_version: schema(`manifest/v${version}`), dbt_version: '0.21.0' };
    expect(said({ metadata, nodes: {} })).toEqual([
      ['DBT_MANIFEST_TOO_OLD', `The dbt manifest is of schema version v${version}, written by dbt 0.21.0`, true],
    ]);
  });

  it.each([4, 12])('is read where it is of version v%i, whatever program wrote it', (version) => {
    const metadata = { dbt_schema_version: schema(`manifest/v${version}`), dbt_version: '2.0.0-preview.1' };
    expect(said({ metadata, nodes: { 'model.a.b': { name: 'b', columns: null, config: 3 } }, macros: 7 })).toEqual([]);
  });

  it.each([13, 20])('is read where it is of version v%i, above those that are known, and says so', (version) => {
    const metadata = { dbt_schema_version: schema(`manifest/v${version}`), dbt_version: '2.0.0' };
    const own = { metadata, nodes: { 'model.a.b': { name: 'b', package_name: 'a' } } };
    expect(read(JSON.stringify(own)).diagnostics).toMatchObject([
      {
        code: 'DBT_MANIFEST_NEWER',
        severity: 'warning',
        message: `The dbt manifest is of schema version v${version}, written by dbt 2.0.0; it is read as v12`,
      },
    ]);
    expect(read(JSON.stringify(own)).project.models).toHaveLength(1);
  });

  it.each([
    ['no nodes', {}, 'The dbt manifest has no models of its own project shop'],
    [
      'nodes of packages alone',
      { 'model.b.x': { name: 'x', package_name: 'b' }, 'model.a.y': { name: 'y', package_name: 'a' } },
      'The dbt manifest has no models of its own project shop; its nodes are of a, b',
    ],
  ])('is read where it has %s, and says so', (_, nodes, message) => {
    const metadata = { dbt_schema_version: schema('manifest/v12'), project_name: 'shop' };
    expect(read(JSON.stringify({ metadata, nodes })).diagnostics).toMatchObject([
      { code: 'DBT_MANIFEST_EMPTY', severity: 'warning', message },
    ]);
  });

  it('takes the highest version that is there where the latest is disabled', () => {
    const version = (number: number): object => ({
      name: 'x',
      package_name: 'a',
      version: number,
      latest_version: 3,
      original_file_path: `x_v${number}.sql`,
    });
    const nodes = { 'model.a.x.v1': version(1), 'model.a.x.v2': version(2) };
    const metadata = { project_name: 'a' };
    for (const given of [nodes, Object.fromEntries(Object.entries(nodes).reverse())])
      expect(read(JSON.stringify({ metadata, nodes: given })).project.models.map(({ file }) => file)).toEqual([
        'x_v2.sql',
      ]);
  });

  it('takes the column that is the primary entity for the key, as dbt 1.12 and Fusion write it', () => {
    const columns = { id: { name: 'id', entity: { type: 'primary', name: 'x' } }, b: { name: 'b' } };
    const nodes = { 'model.a.x': { name: 'x', package_name: 'a', columns } };
    expect(read(JSON.stringify({ metadata: {}, nodes })).project.models[0]?.entityKey).toEqual(['id']);
  });

  it('has its end for a place where it breaks off, wherever that is', () => {
    const text = JSON.stringify(MANIFEST, null, 2);
    for (const end of [1, 40, 333, 1000, text.length - 1]) {
      const [finding] = read(text.slice(0, end)).diagnostics;
      const lines = text.slice(0, end).trimEnd().split('\n');
      expect(finding).toMatchObject({ code: 'DBT_MANIFEST_INVALID', location: { file: 'target/manifest.json' } });
      expect(finding?.location?.line).toBeGreaterThanOrEqual(lines.length);
      expect(finding?.message).toMatch(/breaks off/);
    }
  });

  it('has the place of what is no JSON', () => {
    expect(read('{\n  "nodes": {\n    "model.a.b": {"name": oops}\n  }\n}').diagnostics).toMatchObject([
      { code: 'DBT_MANIFEST_INVALID', location: { line: 3, column: 27 } },
    ]);
  });
});

describe('the nodes of a manifest', () => {
  it("are the project's own, though it is named by its hash alone", () => {
    const nodes = { 'model.shop.a': node('a'), 'model.dbt_utils.b': node('b', { package_name: 'dbt_utils' }) };
    const names = (metadata: object): string[] =>
      read(JSON.stringify({ metadata, nodes })).project.models.map(({ name }) => name);
    expect(names({ project_id: 'fb54f3c5992b96d001bb16e8e92d968d' })).toEqual(['a']);
    expect(names({ project_name: 'dbt_utils' })).toEqual(['b']);
    expect(names({})).toEqual(['a', 'b']);
  });

  it('are those below the transforms of the product', () => {
    const nodes = {
      'model.shop.a': node('a', { original_file_path: 'models/sales/a.sql' }),
      'model.shop.b': node('b', { original_file_path: 'models\\marketing\\b.sql' }),
    };
    const of = (transforms: readonly string[]): string[] =>
      readDbtProject({ files: [], dbtManifest: JSON.stringify({ nodes }), transforms }).project.models.map(
        ({ name }) => name,
      );
    expect(of(['models/sales'])).toEqual(['a']);
    expect(of(['./models/'])).toEqual(['a', 'b']);
    expect(of(['elsewhere'])).toEqual(['a', 'b']);
  });
});
