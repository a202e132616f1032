import { describe, expect, it } from 'vitest';
import { readDbtProject, type DbtReading } from '../../../src/compiler/document/dbt/readDbtProject.js';

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
      ...{ source_name: 'raw', name: 'orders', schema: 'raw_shop', identifier: 'ORDERS', package_name: 'shop' },
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

  it.each(['', '[]', '{"metadata": {}}', '{"nodes": 3}'])('refuses %j as a finding, never by throwing', (text) => {
    expect(read(text).diagnostics.map(({ code }) => code)).toEqual(['DBT_MANIFEST_INVALID']);
  });
});
