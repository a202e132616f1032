import { describe, expect, it } from 'vitest';
import { dialectOf } from '../../../src/compiler/sql/dialect.js';
import type { SqlRelation } from '../../../src/compiler/sql/relations/relation.js';
import { usedColumns, type UsedColumns } from '../../../src/compiler/sql/usedColumns.js';

const CLICKS: SqlRelation = { kind: 'source', source: 'ads', name: 'clicks' };
const COLUMNS = ['click_id', 'customer_id', 'campaign_id', 'clicked_at', 'amount'];
const SOURCE = "{{ source('ads', 'clicks') }}";

const used = (text: string, compute = 'duckdb', compiled = false): UsedColumns | null =>
  usedColumns({ text: text.replace(/\bCLICKS\b/g, SOURCE), compiled }, CLICKS, COLUMNS, {
    dialect: dialectOf(compute),
    context: {
      columnsOf: (relation) =>
        relation.kind === 'source' ? COLUMNS : relation.kind === 'ref' ? ['customer_id', 'amount', 'country'] : null,
      tableOf: (path) => (path.at(-1) === 'clicks' ? CLICKS : null),
    },
  });

describe('the columns of a source that a model uses', () => {
  it.each([
    ['selected', 'select customer_id, amount from CLICKS', ['customer_id', 'amount']],
    ['in an expression', 'select upper(customer_id) as x from CLICKS', ['customer_id']],
    ['filtered by', "select click_id from CLICKS where campaign_id = 'a'", ['click_id', 'campaign_id']],
    [
      'grouped and ordered by',
      'select count(*) from CLICKS group by customer_id order by customer_id',
      ['customer_id'],
    ],
    [
      'of a window',
      'select lag(amount) over (partition by customer_id order by clicked_at) as x from CLICKS',
      ['customer_id', 'clicked_at', 'amount'],
    ],
    [
      'joined by',
      "select a.amount from CLICKS a join {{ ref('people') }} b on a.customer_id = b.customer_id",
      ['customer_id', 'amount'],
    ],
    [
      'joined by, with using',
      "select click_id from CLICKS join {{ ref('people') }} using (customer_id)",
      ['click_id', 'customer_id'],
    ],
    [
      'narrowed after a star',
      'with s as (select * from CLICKS), r as (select click_id, amount as a from s) select * from r',
      ['click_id', 'amount'],
    ],
    [
      'in an inner query',
      "select country from {{ ref('people') }} p where p.customer_id in (select customer_id from CLICKS)",
      ['customer_id'],
    ],
    ['in capitals', 'SELECT CUSTOMER_ID FROM CLICKS', ['customer_id']],
    [
      'given to a macro that reads no others',
      "select {{ dbt_utils.generate_surrogate_key(['click_id', 'customer_id']) }} as k from CLICKS",
      ['click_id', 'customer_id'],
    ],
    [
      'in a branch of Jinja that is not taken',
      'select click_id from CLICKS {% if is_incremental() %} where clicked_at > (select max(clicked_at) from {{ this }}) {% endif %}',
      ['click_id', 'clicked_at'],
    ],
    [
      'in each round of a loop',
      "select {% for c in ['amount', 'click_id'] %}max({{ c }}){% if not loop.last %},{% endif %}{% endfor %} from CLICKS",
      ['click_id', 'amount'],
    ],
    [
      'beside values of the run',
      "select click_id from CLICKS where clicked_at > '{{ var('start') }}'",
      ['click_id', 'clicked_at'],
    ],
    ['none but the rows', 'select count(*) as n from CLICKS', []],
  ])('%s', (_, sql, columns) => {
    expect(used(sql)?.columns).toEqual(columns);
  });

  it.each([
    [
      'a name that the model gives',
      "select click_id as amount, country as campaign_id from CLICKS join {{ ref('people') }} on true",
      ['click_id'],
    ],
    [
      'a column of another table',
      "select c.click_id, p.customer_id, p.amount from CLICKS c join {{ ref('people') }} p on true",
      ['click_id'],
    ],
    [
      'a column that the model made',
      'with s as (select click_id as amount from CLICKS) select amount from s where amount > 1',
      ['click_id'],
    ],
    [
      'a name in a comment',
      'select click_id -- not the amount\nfrom CLICKS /* campaign_id */ {# customer_id #}',
      ['click_id'],
    ],
  ])('are not %s', (_, sql, columns) => {
    expect(used(sql)?.columns).toEqual(columns);
  });

  it.each([
    ['every column is in the result', 'select * from CLICKS'],
    ['but for some', 'select * exclude (amount) from CLICKS'],
    ['through a name', 'with s as (select * from CLICKS) select s.* from s'],
    ['rows are told apart by all of them', 'with s as (select distinct * from CLICKS) select click_id from s'],
    [
      'two tables must have as many',
      "with s as (select * from CLICKS union all select * from {{ ref('old') }}) select click_id from s",
    ],
    ['the row is a value', 'select to_json(c) as row from CLICKS c'],
    ['the row is hashed', 'select hash(*) as row from CLICKS', 'snowflake'],
    ['columns are joined by their names', "select click_id from CLICKS natural join {{ ref('people') }}"],
    [
      'an inner query gives them all',
      "select 1 from {{ ref('people') }} p where p.customer_id in (select * from CLICKS)",
    ],
    ['a macro of the project may name any', 'select {{ my_columns() }} from CLICKS'],
    ['a macro is given more than names', "select {{ dbt.safe_cast('amount + ' ~ x, 'int') }} as a from CLICKS"],
    ['a name is put together', "select {{ var('what') }}_id from CLICKS"],
    [
      'a branch that is not usual has a star',
      'select click_id from CLICKS {% if x %} {% else %} union all select * from CLICKS {% endif %}',
    ],
    [
      'a branch that cannot be read has a star',
      'select click_id from CLICKS {% if x %} {% else %} where * from y {% endif %}',
    ],
    ['a row is a value in another branch', 'select {% if x %} 1 {% else %} to_json(c) {% endif %} as r from CLICKS c'],
    ['the SQL cannot be read', 'select from where CLICKS'],
    ['there is a pivot', 'select * from CLICKS pivot (sum(amount) for click_id in (1, 2))', 'snowflake'],
  ])('cannot be told, and are all, where %s', (_, sql, compute = 'duckdb') => {
    expect(used(sql, compute)).toBeNull();
  });

  it.each(['duckdb', 'postgres', 'snowflake', 'bigquery', 'spark', 'trino', 'redshift'])(
    'are read on %s',
    (compute) => {
      const sql =
        'with s as (select * from CLICKS) select s.customer_id, max(amount) as most from s group by s.customer_id';
      expect(used(sql, compute)?.columns).toEqual(['customer_id', 'amount']);
    },
  );

  it('are read from compiled code, where a source is the name of a table', () => {
    expect(used('select customer_id from "db"."ads"."clicks"', 'postgres', true)?.columns).toEqual(['customer_id']);
  });

  it.each([
    [
      'select customer_id, upper(name) as n from CLICKS where clicked_at > current_date',
      ['clicked_at', 'customer_id', 'name'],
    ],
    ["with c as (select max(amount) as most from CLICKS) select most from c where 'word' = 'other'", ['amount']],
    ['select id from CLICKS {% if x %} where seen {% endif %}', ['id', 'seen']],
    ['select "order id" from CLICKS', undefined],
    ['select * from CLICKS', undefined],
    [`select ${Array.from({ length: 501 }, (_, index) => `c${index}`).join()} from CLICKS`, undefined],
  ])('are every name that may be one, where nobody knows them yet: %s', (sql, columns) => {
    const found = usedColumns({ text: sql.replace('CLICKS', SOURCE), compiled: false }, CLICKS, null, {
      dialect: dialectOf('duckdb'),
      context: {},
    });
    expect(found?.columns).toEqual(columns);
  });
});
