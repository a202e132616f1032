import { describe, expect, it } from 'vitest';
import { dialectOf } from '../../../src/compiler/sql/dialect.js';
import { readSql } from '../../../src/compiler/sql/readSql.js';
import { selectedColumns } from '../../../src/compiler/sql/selectedColumns.js';
import { relationKey, type SqlRelation } from '../../../src/compiler/sql/relations/relation.js';

const KNOWN: Readonly<Record<string, readonly string[]>> = {
  'ref:.customers': ['id', 'email', 'name'],
  'ref:.orders': ['id', 'customer_id', 'amount'],
};
const columnsOf = (relation: SqlRelation): readonly string[] | null => KNOWN[relationKey(relation)] ?? null;
const columns = (text: string, compute = 'postgres', compiled = false): Record<string, string[]> | null => {
  const found = selectedColumns({ text, compiled }, dialectOf(compute), columnsOf);
  return (
    found &&
    Object.fromEntries(
      found.map(({ name, from }) => [
        name,
        from.map(({ relation, column, via, masking }) => {
          const how = `${via === 'identity' ? '' : ` ${via}`}${masking ? ' masked' : ''}`;
          return `${relation.name}.${column}${how}`;
        }),
      ]),
    )
  );
};

describe('the columns that a model selects', () => {
  it('come from refs and sources by their aliases', () => {
    expect(
      columns(`{{ config(materialized='table') }}
        select c.email, o.total as "Total" from {{ ref('customers') }} c
        join {{ source('shop', 'orders') }} as o on o.customer_id = c.id;`),
    ).toEqual({ email: ['customers.email'], Total: ['orders.total'] });
  });

  it('come through CTEs, subqueries and select *', () => {
    expect(
      columns(`with source as (select * from {{ ref('customers') }}),
        renamed as (select id as customer_id, lower(email) as mail, name from source)
        select * from (select r.* from renamed r) as final`),
    ).toEqual({
      customer_id: ['customers.id'],
      mail: ['customers.email transformation'],
      name: ['customers.name'],
    });
  });

  it('pass through select * of a relation whose columns nobody declares', () => {
    expect(columns(`with a as (select * from {{ source('crm', 'people') }}) select a.phone from a`)).toEqual({
      phone: ['people.phone'],
    });
    expect(columns(`select * from {{ source('crm', 'people') }}`)).toEqual({});
  });

  it('are those of both sides of a union, by position', () => {
    expect(
      columns(`select id, email from {{ ref('customers') }} union all select id, amount from {{ ref('orders') }}`),
    ).toEqual({ id: ['customers.id', 'orders.id'], email: ['customers.email', 'orders.amount'] });
  });

  it.each([
    ['email::varchar', 'customers.email transformation'],
    ['cast(email as text)', 'customers.email transformation'],
    ["coalesce(email, 'none')", 'customers.email transformation'],
    ["case when id > 1 then email else '' end", 'customers.id condition, customers.email transformation'],
    ["name || ' ' || email", 'customers.name transformation, customers.email transformation'],
    ['max(email)', 'customers.email aggregation'],
    ['count(distinct email)', 'customers.email aggregation masked'],
    ['md5(lower(email))', 'customers.email transformation masked'],
    ['email is not null', 'customers.email condition'],
    [
      'first_value(email) over (partition by name order by id)',
      'customers.email transformation, customers.name condition, customers.id condition',
    ],
    ["date_trunc('month', name)", 'customers.name transformation'],
    ['datediff(day, name, id)', 'customers.name transformation, customers.id transformation'],
    ["{{ cents_to_dollars('email') }}", 'customers.email transformation'],
    ['(select max(o.amount) from {{ ref("orders") }} o)', 'orders.amount aggregation'],
    ['42', ''],
    ["{{ var('x') }}", ''],
  ])('%s is made of %s', (expression, from) => {
    expect(columns(`select ${expression} as x from {{ ref('customers') }}`)?.['x']?.join(', ')).toBe(from);
  });

  it('are told apart by what is known of the relations', () => {
    expect(
      columns(
        `select email, amount, other from {{ ref('customers') }} c join {{ ref('orders') }} o on o.customer_id = c.id`,
      ),
    ).toEqual({ email: ['customers.email'], amount: ['orders.amount'], other: ['customers.other', 'orders.other'] });
  });

  it.each(['snowflake', 'bigquery', 'spark', 'duckdb', 'postgres', 'redshift', 'trino', 'tsql'])(
    'named as an earlier one come from it and from the source, where that may have the name, on %s',
    (compute) => {
      const h = (sql: string): string[] | undefined => columns(sql, compute)?.['h'];
      const both = ['people.id transformation masked', 'people.email transformation masked'];
      expect(h("select id as email, md5(email) as h from {{ ref('people') }}")).toEqual(both);
      expect(h("with s as (select * from {{ ref('people') }}) select id as email, md5(email) as h from s")).toEqual(
        both,
      );
      expect(h("select id as mail, md5(mail) as h from {{ ref('customers') }}")).toEqual([
        'customers.id transformation masked',
      ]);
      expect(h("select id as email, md5(email) as h from {{ ref('customers') }}")).toEqual([
        'customers.email transformation masked',
      ]);
    },
  );

  it('named as an earlier one may come from more, where a source cannot be read', () => {
    const sql = `with s as (select id, {{ more() }} from {{ ref('customers') }}) select id as mail, md5(mail) as h from s`;
    const found = selectedColumns({ text: sql, compiled: false }, dialectOf('duckdb'), columnsOf);
    expect(found?.map(({ name, followed }) => [name, followed])).toEqual([
      ['mail', true],
      ['h', false],
    ]);
  });

  it('named as an earlier one come from both, where not all columns of the source are known', () => {
    const code = { text: "select id as mail, md5(mail) as h from {{ ref('customers') }}", compiled: false };
    const found = readSql(code, dialectOf('duckdb'), { columnsOf, mayHaveMore: () => true });
    expect(found?.columns[1]?.from.map(({ column }) => column)).toEqual(['id', 'mail']);
  });

  it('leave out what except and exclude leave out', () => {
    const without = { id: ['customers.id'], name: ['customers.name'] };
    expect(columns(`select * except (email) from {{ ref('customers') }}`, 'bigquery')).toEqual(without);
    expect(columns(`select * exclude (email) from {{ ref('customers') }}`, 'duckdb')).toEqual(without);
    expect(columns(`select * replace (md5(email) as email) from {{ ref('customers') }}`, 'bigquery')).toEqual({
      ...without,
      email: ['customers.email transformation masked'],
    });
  });

  it('follow literal lists of Jinja and the branch of a full build', () => {
    expect(
      columns(`{% set methods = ['card', 'cash'] %}
        select id, {% for m in methods -%}
          sum(case when name = '{{ m }}' then id end) as {{ m }}_amount{{ "," if not loop.last }}
        {% endfor %}
        from {{ ref('customers') }}
        {% if is_incremental() %} where id > (select max(id) from {{ this }}) {% endif %}
        group by 1`),
    ).toMatchObject({
      card_amount: expect.arrayContaining(['customers.id aggregation']),
      cash_amount: expect.arrayContaining(['customers.id aggregation']),
    });
  });

  it('come through a recursive CTE as far as it can be told', () => {
    expect(
      columns(
        `with recursive r as (select id, name from {{ ref('customers') }} union all select r.id, r.name from r) select id from r`,
      ),
    ).toEqual({ id: ['customers.id'] });
  });

  it('are read in compiled code by the tables that the model reads', () => {
    const tableOf = (path: readonly string[]): SqlRelation | null =>
      path.join('.') === 'db.main.customers' ? { kind: 'ref', package: null, name: 'customers' } : null;
    const code = { text: 'select email from "db"."main"."customers"', compiled: true };
    expect(selectedColumns(code, dialectOf('postgres'), columnsOf, tableOf)).toMatchObject([
      { name: 'email', from: [{ relation: { kind: 'ref', name: 'customers' }, column: 'email' }] },
    ]);
  });
});

describe('the joins of a model', () => {
  const selects = (text: string, compute = 'postgres') =>
    readSql({ text, compiled: false }, dialectOf(compute))?.selects.map(({ sources, conditions }) => ({
      sources: sources.map(({ alias, join, bases }) => `${join} ${alias} ${bases.map(({ name }) => name).join()}`),
      conditions: conditions.map(
        ({ left, operator, right }) =>
          `${left.columns.map(({ alias, column }) => `${alias}.${column}`).join()} ${operator} ${right.columns
            .map(({ alias, column }) => `${alias}.${column}`)
            .join()}`,
      ),
    }));

  it.each(['postgres', 'duckdb', 'snowflake', 'spark', 'bigquery', 'redshift', 'trino'])(
    'are read on %s',
    (compute) => {
      expect(
        selects(
          `select f.*, d.* from {{ ref('fact_orders') }} f left join {{ ref('dim_customer') }} d
         on f.customer_id = d.customer_id and f.order_date >= d.effective_from and f.order_date < d.effective_to
         where d.is_current`,
          compute,
        ),
      ).toEqual([
        {
          sources: ['from f fact_orders', 'left d dim_customer'],
          conditions: [
            'f.customer_id = d.customer_id',
            'f.order_date >= d.effective_from',
            'f.order_date < d.effective_to',
            'd.is_current OTHER ',
          ],
        },
      ]);
    },
  );

  it('are read from between, using, or and through CTEs', () => {
    expect(
      selects(`with d as (select * from {{ ref('dim_customer') }} where is_current)
        select 1 as x from {{ ref('orders') }} o join d using (customer_id) join {{ ref('days') }} y
        on o.day between y.first and y.last and (o.a = 1 or y.b = 2)`),
    ).toEqual([
      { sources: ['from dim_customer dim_customer'], conditions: ['dim_customer.is_current OTHER '] },
      {
        sources: ['from o orders', 'inner d dim_customer', 'inner y days'],
        conditions: ['o.customer_id = d.customer_id', 'o.day >= y.first', 'o.day <= y.last', 'o.a,y.b OR '],
      },
    ]);
  });
});

describe('SQL that cannot be read', () => {
  const read = (text: string) => readSql({ text, compiled: false }, dialectOf('duckdb'));

  it.each([
    ['a macro that writes all of it', '{{ automate_dv.hub(src_pk="a") }}'],
    ['nothing', ''],
    ['no SQL', 'hello world select'],
    ['two statements', 'select 1; select 2'],
    ['another statement', 'delete from x where a in (select 1)'],
    ['an open block', '{% if x %} select 1 from {{ ref("a"'],
  ])('is %s: null', (_, text) => {
    expect(read(text)).toBeNull();
  });

  it.each([
    ['brackets', `select ${'('.repeat(20_000)}1${')'.repeat(20_000)}`],
    ['unclosed brackets', `select ${'('.repeat(60_000)}`],
    ['cases', `select ${'case when a then '.repeat(3_000)} 1 ${' end'.repeat(3_000)} from t`],
    ['subqueries', `select * from ${'(select * from '.repeat(2_000)} t ${') x'.repeat(2_000)}`],
    ['a long sum', `select ${'1+'.repeat(40_000)}1 as a from t`],
    ['unclosed comments', `select 1 ${'/*'.repeat(70_000)}`],
    ['quotes', `select ${"'".repeat(70_001)}`],
    ['Jinja blocks', `${'{% if a %}'.repeat(10_000)}select 1`],
    ['open Jinja', `${'{{ '.repeat(40_000)}`],
    ['loops', `${'{% for a in [1,2,3,4,5,6,7,8,9] %}'.repeat(40)}a${'{% endfor %}'.repeat(40)} select 1`],
    ['blanks', `{% for ${' '.repeat(100_000)} %}select 1${' '.repeat(10_000)}x`],
    ['a very long text', `select '${'a'.repeat(5_000_000)}' as a`],
    [
      'aliases',
      `with ${Array.from({ length: 300 }, (_, i) => `c${i + 1} as (select * from c${i} a, c${i} b)`).join(',')} select * from c300`,
    ],
  ])(
    'hostile %s end soon and never throw',
    (_, text) => {
      expect(() => read(text)).not.toThrow();
    },
    10_000,
  );
});
