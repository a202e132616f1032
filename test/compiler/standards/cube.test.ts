import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { CompiledColumn, CompiledOutputPort } from '../../../src/compiler/artifact.js';
import { compileProduct } from '../../../src/compiler/compile.js';
import type { RefResolution } from '../../../src/compiler/mesh.js';
import { cubeSource } from '../../../src/compiler/standards/cube/cubeSource.js';
import type { CubeSource } from '../../../src/compiler/standards/cube/model.js';
import { writeCube } from '../../../src/compiler/standards/cube/writeCube.js';
import { ALONE } from '../../../src/cli/project/compileContext.js';
import { acmeManifest, ACME_MANIFESTS, acmeProduct } from '../../support/acme.js';
import { compileCubes, installCube } from '../../support/cubeCompiler.js';

const refs = ACME_MANIFESTS.map(({ file, ref }): RefResolution => {
  const source = { path: file, content: acmeManifest(file).source };
  return { ref, found: { name: file, version: '1.0.0', ref, digest: '', source } };
});

const domains = ['sales', 'marketing', 'finance', 'enterprise'];

const SEMANTICS = {
  path: 'models/semantics.yml',
  content: `semantic_models:
  - name: customers
    model: ref('sales_gold_customers')
    measures:
      - {name: lifetime_value, agg: sum, description: "Revenue {{ to }} date", label: Value}
      - {name: buyers, agg: count_distinct, expr: customer_id}
      - {name: silent, agg: sum_boolean, expr: open_tickets = 0}
      - {name: usual_value, agg: percentile, expr: lifetime_value, agg_params: {percentile: 0.9}}
      - {name: odd, agg: unheard_of}
      - {name: templated, agg: sum, expr: "{{ var('x') }}"}
`,
};

/** A product of acme as cubes, with its semantic models. */
function cubesOf(name: string): string {
  const { source, files = [] } = acmeProduct(name, {});
  const all = [...files, SEMANTICS];
  const product = { path: 'data-product.yaml', content: source };
  const { artifact } = compileProduct({
    product,
    files: all,
    environment: 'production',
    mesh: { ...ALONE, refs, domains },
  });
  if (!artifact) throw new Error(`${name} does not compile`);
  return writeCube(cubeSource(artifact, { files: all, dbtManifest: null, transforms: ['models/'] }));
}

const column = (name: string, more: Partial<CompiledColumn> = {}): CompiledColumn => ({
  name,
  type: 'string',
  required: true,
  description: null,
  enum: null,
  classification: null,
  primaryKey: false,
  unique: false,
  ...more,
});
const port = (
  name: string,
  columns: readonly CompiledColumn[],
  more: Partial<CompiledOutputPort> = {},
): CompiledOutputPort => ({
  name,
  fqn: `shop.mart.${name}`,
  description: null,
  table: `shop.gold.${name}`,
  namespace: 'shop.gold',
  columns,
  sla: null,
  access: { stated: false, default: 'deny', grants: [] },
  ...more,
});
const id = column('id', { primaryKey: true });
const refersTo = (from: string, to: string): CubeSource['references'][number] => ({
  from,
  column: `${to}_id`,
  to,
  toColumn: 'id',
});
const source = (ports: readonly CompiledOutputPort[], references: CubeSource['references'] = []): CubeSource => ({
  fqn: 'shop.mart',
  ports,
  references,
  measures: {},
});

interface Model {
  readonly cubes: readonly {
    name: string;
    joins?: { name: string }[];
    dimensions: { name: string; type: string }[];
    measures: object[];
  }[];
  readonly views: readonly { name: string; cubes: { join_path: string }[]; access_policy: { groups: string[] }[] }[];
}
const modelOf = (text: string): Model => parse(text) as Model;

describe('a product as a model of Cube', () => {
  it('has a private cube for each table and a view for each port, with those who may read it', () => {
    const { cubes, views } = modelOf(cubesOf('sales/customer-360'));
    expect(cubes).toMatchObject([
      {
        name: 'base_customer_360_customers',
        sql_table: 'sales.gold.customers',
        public: false,
        dimensions: expect.arrayContaining([
          expect.objectContaining({
            name: 'customer_id',
            sql: '{CUBE}.customer_id',
            type: 'string',
            primary_key: true,
            public: true,
          }),
          expect.objectContaining({ name: 'email', meta: { classification: 'pii' } }),
          expect.objectContaining({ name: 'lifetime_value', type: 'number' }),
          expect.objectContaining({ name: 'updated_at', type: 'time' }),
        ]),
      },
      { name: 'base_customer_360_customer_segments', sql_table: 'sales.gold.customer_segments' },
    ]);
    expect(views.map(({ name, access_policy: [policy] }) => [name, policy?.groups])).toEqual([
      ['customer_360_customers', ['domain:sales', 'domain:marketing', 'domain:finance', 'analysts']],
      ['customer_360_customer_segments', ['domain:sales']],
    ]);
  });

  it('has the measures of its semantic models, under names that no dimension has', () => {
    const [customers] = modelOf(cubesOf('sales/customer-360')).cubes;
    expect(customers?.measures).toEqual([
      { name: 'count', type: 'count' },
      {
        name: 'lifetime_value_2',
        sql: '{CUBE}.lifetime_value',
        type: 'sum',
        title: 'Value',
        description: 'Revenue (( to )) date',
      },
      { name: 'buyers', sql: '{CUBE}.customer_id', type: 'count_distinct' },
      { name: 'silent', sql: 'case when open_tickets = 0 then 1 else 0 end', type: 'sum' },
      {
        name: 'usual_value',
        sql: 'percentile_cont(0.9) within group (order by {CUBE}.lifetime_value)',
        type: 'number',
      },
    ]);
  });

  it('adds up what is of a currency and averages shares, but no keys', () => {
    const money = { type: 'decimal(12,2)', semantic: 'EUR', description: 'Price' };
    const columns = [
      id,
      column('price', money),
      column('share', { type: 'double', semantic: '%' }),
      column('heat', { type: 'int', semantic: 'celsius' }),
      column('account', { ...money, references: ['shop.gold.accounts.id'] }),
    ];
    expect(modelOf(writeCube(source([port('sales', columns)]))).cubes[0]?.measures).toEqual([
      { name: 'count', type: 'count' },
      { name: 'price_sum', sql: '{CUBE}.price', type: 'sum', format: 'currency', description: 'Sum: Price' },
      { name: 'price_avg', sql: '{CUBE}.price', type: 'avg', format: 'currency', description: 'Average: Price' },
      { name: 'share_avg', sql: '{CUBE}.share', type: 'avg', format: 'percent' },
    ]);
  });

  it('joins along its relationships in their direction, as a tree', () => {
    const a = port('a', [id, column('b_id'), column('c_id')]);
    const b = port('b', [id, column('c_id'), column('a_id', { unique: true })]);
    const c = port('c', [id]);
    const references = [
      refersTo('a', 'b'),
      refersTo('b', 'c'),
      refersTo('a', 'c'),
      refersTo('b', 'a'),
      refersTo('c', 'd'),
    ];
    const { cubes } = modelOf(writeCube(source([a, b, c], references)));
    expect(cubes.map(({ joins = [] }) => joins)).toEqual([
      [{ name: 'base_mart_b', relationship: 'many_to_one', sql: '{CUBE.b_id} = {base_mart_b.id}' }],
      [{ name: 'base_mart_c', relationship: 'many_to_one', sql: '{CUBE.c_id} = {base_mart_c.id}' }],
      [],
    ]);
    expect(modelOf(writeCube(source([a, b], [refersTo('b', 'a')]))).cubes[1]?.joins).toMatchObject([
      { relationship: 'one_to_one' },
    ]);
  });

  it('lets nobody read by way of a join what he may not read', () => {
    const grant = (grantee: string) => ({
      stated: true,
      default: 'deny' as const,
      grants: [{ grantee, granteeKind: 'role' as const, access: 'read' as const }],
    });
    const viewOf = (own: CompiledOutputPort['access'], other: CompiledOutputPort['access']): string[] | undefined => {
      const ports = [port('a', [id, column('b_id')], { access: own }), port('b', [id], { access: other })];
      return modelOf(writeCube(source(ports, [refersTo('a', 'b')]))).views[0]?.cubes.map(({ join_path }) => join_path);
    };
    const open = { stated: true, default: 'allow' as const, grants: [] };
    const [alone, joined] = [['base_mart_a'], ['base_mart_a', 'base_mart_a.base_mart_b']];
    expect(viewOf(grant('analysts'), grant('analysts'))).toEqual(joined);
    expect(viewOf(grant('analysts'), open)).toEqual(joined);
    expect(viewOf(grant('analysts'), grant('auditors'))).toEqual(alone);
    expect(viewOf(open, grant('analysts'))).toEqual(alone);
  });

  it('leaves out what is retired and what has no columns', () => {
    const retired = port('old', [id], { lifecycle: { status: 'retired' } });
    expect(modelOf(writeCube(source([retired, port('blank', [])])))).toEqual({ cubes: [], views: [] });
  });
});

const isThere = await installCube();
describe.skipIf(!isThere && process.env['PROGRAMS'] !== 'all')("what Cube's own compiler makes of it", () => {
  beforeAll(() => expect(isThere).toBe(true));

  it('is what was meant, for every product of acme that has several ports', async () => {
    for (const name of ['sales/customer-360', 'finance/revenue-metrics', 'risk/counterparty-risk']) {
      const text = cubesOf(name);
      const { members } = await compileCubes(text);
      const { cubes, views } = modelOf(text);
      expect([...members.keys()].sort()).toEqual([...cubes, ...views].map((each) => each.name).sort());
      for (const view of views) expect(members.get(view.name)).toContain(`${view.name}.count`);
    }
  });

  it('answers a question over a join with the SQL of both tables', async () => {
    const { sqlOf } = await compileCubes(cubesOf('sales/customer-360'));
    const view = 'customer_360_customer_segments';
    const measures = [`${view}.count`, `${view}.customers_lifetime_value_2`];
    const sql = sqlOf({ measures, dimensions: [`${view}.segment`, `${view}.customers_country`] });
    expect(sql).toContain('FROM\n      sales.gold.customer_segments AS "base_customer_360_customer_segments"');
    expect(sql).toContain(
      'LEFT JOIN sales.gold.customers AS "base_customer_360_customers" ON "base_customer_360_customer_segments".customer_id = "base_customer_360_customers".customer_id',
    );
  });

  it('takes names that are hard for it: a port called as its column, columns with blanks, templates in descriptions', async () => {
    const columns = [
      id,
      column('mart_orders'),
      column('first name', { description: 'As {{ name }} says: "{process.exit()}", C:\\temp, 5 %}' }),
      column('2nd'),
    ];
    const orders = port('orders', [...columns, column('lines_id')], { table: 'shop.gold.orders' });
    const lines = port('lines', [id, column('orders_id')]);
    const { members, sqlOf } = await compileCubes(
      writeCube(source([orders, lines], [refersTo('lines', 'orders'), refersTo('orders', 'lines')])),
    );
    expect(members.get('mart_orders_2')).toContain('mart_orders_2.first_name');
    expect(sqlOf({ dimensions: ['mart_lines.id', 'mart_lines.orders_joined_first_name'] })).toContain(
      'LEFT JOIN shop.gold.orders',
    );
  });

  it('refuses what is none', async () => {
    const wrong = cubesOf('sales/customer-360').replace('type: count_distinct', 'type: cuont');
    await expect(compileCubes(wrong)).rejects.toThrow('cuont');
  });
});
