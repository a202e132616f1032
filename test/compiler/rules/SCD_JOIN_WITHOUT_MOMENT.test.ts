import { describe, expect, it } from 'vitest';
import { compileProduct } from '../../../src/compiler/compileProduct.js';
import type { SourceFile } from '../../../src/compiler/source.js';
import { EMPTY_MESH } from '../support/mesh.js';
import { findings, placed } from './project.js';

const CODE = 'SCD_JOIN_WITHOUT_MOMENT';

const PRODUCT =
  'apiVersion: floe.dev/v1\nkind: DataProduct\nmetadata: {name: orders, version: "1.0.0"}\nownership: {team: s, email: s@acme.com}';
const DIMENSION = `  - name: dim_customer
    columns:
      - {name: surrogate_key, tests: [not_null, unique]}
      - {name: customer_id, tests: [not_null]}
      - {name: effective_from, tests: [not_null]}
      - {name: effective_to, tests: [not_null]}
      - {name: is_current, tests: [not_null]}
`;
const FACT = `  - name: fact_order
    columns:
      - {name: order_id, tests: [not_null]}
      - {name: order_date, tests: [not_null]}
`;

/** A fact of this SQL beside a dimension. */
const fact = (sql: string, dimension = DIMENSION, name = 'fact_order'): string => `# domain-manifest.yaml
data_architecture: {pattern: kimball}
# models/models.yml
models:
${dimension}${FACT}# models/${name}.sql
${sql}
`;

const DIM = '{{ ref("dim_customer") }}';
const ORDERS = '{{ ref("stg_orders") }}';

describe(CODE, () => {
  it('finds a join by the business key alone and writes the join that was meant', () => {
    const text = fact(
      `select o.*, d.segment\nfrom ${ORDERS} o\nleft join ${DIM} as d on o.customer_id = d.customer_id`,
    );
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'warning',
        subject: 'fact_order',
        message: 'fact_order joins the Type 2 history dim_customer by its business key alone',
        expected: 'the version that held at the time of the event',
        hint: 'Add to the join with dim_customer: AND o.order_date >= d.effective_from AND o.order_date < d.effective_to',
        related: [{ location: { file: 'models/models.yml', line: 2 } }],
      },
    ]);
    expect(placed(text, CODE)).toEqual([
      'models/fact_order.sql: {{ ref("dim_customer") }} as d on o.customer_id = d.customer_id',
    ]);
  });

  it('writes the open end where the current version ends with null', () => {
    const open = DIMENSION.replace('effective_to, tests: [not_null]', 'effective_to, tests: [unique_if_known]');
    const text = fact(`select * from ${ORDERS} o join ${DIM} d using (customer_id)`, open);
    expect(findings(text, CODE)).toMatchObject([
      {
        details: {
          condition: 'o.order_date >= d.effective_from AND (o.order_date < d.effective_to OR d.effective_to IS NULL)',
        },
      },
    ]);
  });

  it('finds a join of CTEs, and points to the join', () => {
    const text = fact(
      `with orders as (select * from ${ORDERS}),\ncustomers as (select customer_id as id, segment, effective_from from ${DIM})\n` +
        'select orders.order_id, customers.segment\nfrom orders\njoin customers on orders.customer_id = customers.id',
    );
    expect(placed(text, CODE)).toEqual(['models/fact_order.sql: customers on orders.customer_id = customers.id']);
  });

  it('finds a snapshot that is joined as if it had current rows only', () => {
    const text = `${fact(
      `select * from ${ORDERS} o join {{ ref('snap_customer') }} s on s.customer_id = o.customer_id`,
    )}# snapshots/snap.sql\n{% snapshot snap_customer %}{{ config(unique_key='customer_id', strategy='timestamp', updated_at='at') }}select 1{% endsnapshot %}\n`;
    expect(findings(text, CODE)).toMatchObject([
      {
        details: {
          condition: 'o.order_date >= s.dbt_valid_from AND (o.order_date < s.dbt_valid_to OR s.dbt_valid_to IS NULL)',
        },
      },
    ]);
  });

  it('finds it where a mart joins a fact, as in ADR-0021', () => {
    const text = fact(
      `select f.*, d.* from {{ ref('fact_order') }} f join ${DIM} d on f.customer_id = d.customer_id`,
      DIMENSION,
      'stg_report',
    );
    expect(findings(text, CODE)).toMatchObject([{ subject: 'stg_report' }]);
  });

  it.each([
    ['end', 'o.order_date >= d.effective_from', 'without the end of its validity'],
    ['begin', 'd.effective_to > o.order_date', 'without the beginning of its validity'],
  ])('finds a join that forgets the %s', (_, condition, says) => {
    const text = fact(`select * from ${ORDERS} o join ${DIM} d on o.customer_id = d.customer_id and ${condition}`);
    expect(findings(text, CODE)).toMatchObject([
      { message: `fact_order joins the Type 2 history dim_customer ${says}` },
    ]);
  });

  const joined = (condition: string): string =>
    `select * from ${ORDERS} o join ${DIM} d on o.customer_id = d.customer_id and ${condition}`;
  it.each([
    ["ADR-0021's join", joined('o.order_date >= d.effective_from and o.order_date < d.effective_to')],
    ['between', joined('o.order_date between d.effective_from and d.effective_to')],
    [
      'an open end',
      joined('o.order_date >= d.effective_from and (o.order_date < d.effective_to or d.effective_to is null)'),
    ],
    [
      'an end by coalesce',
      joined("o.order_date >= d.effective_from and o.order_date < coalesce(d.effective_to, '9999-12-31')"),
    ],
    [
      'the moment in the WHERE',
      `select * from ${ORDERS} o join ${DIM} d using (customer_id) where o.order_date >= d.effective_from and o.order_date < d.effective_to`,
    ],
    ['today', joined('d.is_current')],
    ['today by a comparison', joined('d.is_current = true')],
    ['today by the open end', joined('d.effective_to is null')],
    ['today by the last day', joined("d.effective_to = '9999-12-31'")],
    ['today by the clock', joined('d.effective_to > current_date')],
    ['the surrogate key', `select * from ${ORDERS} o join ${DIM} d on o.customer_key = d.surrogate_key`],
    [
      'current rows of a CTE',
      `with c as (select * from ${DIM} where is_current) select * from ${ORDERS} o join c on o.customer_id = c.customer_id`,
    ],
    [
      'one row an entity',
      `with c as (select distinct customer_id, email from ${DIM}) select * from ${ORDERS} o join c on o.customer_id = c.customer_id`,
    ],
    [
      'the last of numbered versions',
      `with c as (select *, row_number() over (partition by customer_id order by effective_from desc) as n from ${DIM}) select * from ${ORDERS} o join c on o.customer_id = c.customer_id and c.n = 1`,
    ],
    [
      'an as-of join',
      `select * from ${ORDERS} o asof join ${DIM} d on o.customer_id = d.customer_id and o.order_date >= d.effective_from`,
    ],
    [
      'an anti-join',
      `select * from ${ORDERS} o left join ${DIM} d on o.customer_id = d.customer_id where d.customer_id is null`,
    ],
    [
      'a lookup that multiplies nothing',
      `select * from ${ORDERS} o where o.customer_id in (select customer_id from ${DIM})`,
    ],
    [
      'the moment in a later query',
      `with j as (select o.*, d.effective_from as a, d.effective_to as b from ${ORDERS} o join ${DIM} d on o.customer_id = d.customer_id) select * from j where order_date >= a and order_date < b`,
    ],
    ['a condition of a macro', joined("{{ at_the_time('o', 'd') }}")],
    ['what no grammar reads', `${joined('1')} )) select`],
    ['a comment', `select 1 as order_id -- join ${DIM} d on o.customer_id = d.customer_id`],
  ])('is silent on %s', (_, sql) => expect(findings(fact(sql), CODE)).toEqual([]));

  const ALONE = joined('o.amount > 0');
  it.each([
    ['of type 1', DIMENSION.replace('columns:', 'meta: {floe: {scd_type: 1}}\n    columns:')],
    [
      'whose business key is unique',
      DIMENSION.replace('customer_id, tests: [not_null]', 'customer_id, tests: [not_null, unique]'),
    ],
    ['without validity', DIMENSION.replace(/ .*effective_.*\n/g, '')],
    ['of which no columns are known', '  - {name: dim_customer}\n'],
  ])('is silent on a dimension %s', (_, dimension) => {
    expect(findings(fact(ALONE), CODE)).toHaveLength(1);
    expect(findings(fact(ALONE, dimension), CODE)).toEqual([]);
  });

  it.each([
    ['filters by its own columns', "select * from {{ ref('snap_customer') }} where dbt_valid_to is null", []],
    [
      'is made from a model that does',
      "select * from {{ ref('stg_customers') }}",
      ['select * from a where is_current'],
    ],
    ['cannot be read', "{{ scd2_dimension(ref('snap_customer')) }}", []],
  ] as const)('is silent on a dimension that %s', (_, dimension, [staging]) => {
    const files = `# models/dim_customer.sql\n${dimension}\n`;
    const before = staging === undefined ? '' : `# models/stg_customers.sql\n${staging}\n`;
    expect(findings(fact(ALONE) + files + before, CODE)).toEqual([]);
  });

  it('is not silent on a dimension that derives what is current, and joins by other columns', () => {
    const dimension =
      "select c.*, effective_to is null as is_current from {{ ref('stg_customers') }} c join {{ ref('stg_titles') }} t on c.title = t.title where c.amount > 1";
    expect(findings(`${fact(ALONE)}# models/dim_customer.sql\n${dimension}\n`, CODE)).toHaveLength(1);
  });

  it('reads compiled code, and points into the file where it is at hand', () => {
    const fields = (name: string) => ({
      name,
      resource_type: 'model',
      package_name: 'shop',
      original_file_path: `models/${name}.sql`,
      raw_code: 'x',
      compiled_code: 'select a from x',
      language: 'sql',
      config: {},
      columns: {},
    });
    const columns = Object.fromEntries(
      ['surrogate_key', 'customer_id', 'effective_from', 'effective_to'].map((name) => [name, { name }]),
    );
    const dimension = { ...fields('dim_customer'), columns };
    const reads = { nodes: ['model.shop.dim_customer'] };
    const code = 'select 1 from db.raw.orders as o\njoin "db"."shop"."dim_customer" d on o.customer_id = d.customer_id';
    const dbtManifest = JSON.stringify({
      metadata: { dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json', project_name: 'shop' },
      nodes: {
        'model.shop.dim_customer': dimension,
        'model.shop.fact_order': { ...fields('fact_order'), compiled_code: code, depends_on: reads },
      },
    });
    const platform = {
      path: 'platform-manifest.yaml',
      content:
        'apiVersion: floe.dev/v1\nkind: Manifest\nmetadata: {name: a, version: "1.0.0", scope: enterprise}\ndata_architecture: {pattern: kimball}',
    };
    const written = { path: 'models/fact_order.sql', content: `select 1 from x as o\njoin ${DIM} d\n  on true` };
    const placesOf = (files: readonly SourceFile[]) =>
      compileProduct({
        product: { path: 'data-product.yaml', content: PRODUCT },
        dbtManifest,
        environment: 'production',
        files: [platform, ...files],
        mesh: EMPTY_MESH,
      }).diagnostics.flatMap(({ code: found, location }) => (found === CODE ? [location] : []));
    expect(placesOf([])).toEqual([{ file: 'models/fact_order.sql', line: 1, column: 1 }]);
    expect(placesOf([written])).toEqual([{ file: 'models/fact_order.sql', line: 2, column: 6 }]);
  });

  it('is silent where no fact is joined', () => {
    expect(findings(fact(ALONE, DIMENSION, 'stg_order'), CODE)).toEqual([]);
  });
});
