import { describe, expect, it } from 'vitest';
import type { DbtCode } from '../../../src/compiler/document/dbt/project/project.js';
import { placeIn } from '../../../src/compiler/source.js';
import { renderModel } from '../../../src/compiler/sql/render/renderModel.js';

const MACROS: DbtCode['macros'] = {
  cents: {
    parameters: "column, digits=2, unit='usd'",
    body: '({{ column }} / 100.0)::decimal(18, {{ digits }}) /* {{ unit }} */',
  },
  pivoted: {
    parameters: 'names',
    body: "{% for name in names %}max({{ name }}) as {{ cents(name, digits=0) }}{{ ', ' if not loop.last }}{% endfor %}",
  },
  asks: { parameters: '', body: "{% set found = run_query('select 1') %}{{ found }}" },
  endless: { parameters: '', body: '{{ endless() }}' },
  default__now: { parameters: '', body: 'current_timestamp' },
  now: { parameters: '', body: "{{ return(adapter.dispatch('now')()) }}" },
  strange: { parameters: '', body: '{% filter upper %}x{% endfilter %}' },
};

function rendered(text: string, isIncremental = false): string {
  const result = renderModel(
    { text, compiled: false, macros: MACROS, package: 'shop' },
    {
      self: '"gold"."orders"',
      isIncremental,
      variables: new Map<string, string | number | boolean>([
        ['start', '2026-01-01'],
        ['days', 7],
      ]),
      relation: (relation) => (relation.name === 'nothing' ? null : `<${relation.kind} ${relation.name}>`),
    },
  );
  if ('sql' in result) return result.sql;
  const { line, column } = placeIn(text, result.at);
  return `${line}:${column} ${result.refused}`;
}

describe('a model is rendered', () => {
  it.each([
    ["select * from {{ ref('a') }} join {{ source('s', 't') }}", 'select * from <ref a> join <source t>'],
    ["{{ config(materialized='table', tags=[var('x')]) }}\nselect 1", 'select 1'],
    ["select '{{ var('start') }}', {{ var('days') }}, {{ var('none', 3) }}", "select '2026-01-01', 7, 3"],
    ['select * from {{ this }}', 'select * from "gold"."orders"'],
    ["{# nothing #}select {{ 'a' ~ '_' ~ var('days') }}", 'select a_7'],
    ["{% set cols = ['a', 'b'] %}select {{ cols | join(', ') }} -- {{ cols | length }}", 'select a, b -- 2'],
    ["{% for c in ['a', 'b'] %}{{ c | upper }}{% if not loop.last %}, {% endif %}{% endfor %}", 'A, B'],
    ["{% for k, v in [('a', 1), ('b', 2)] %}{{ v }} as {{ k }};{% endfor %}", '1 as a;2 as b;'],
    ["{% if var('days') == 7 and var('start') != 'x' %}a{% elif true %}b{% else %}c{% endif %}", 'a'],
    ["{% if var('days') in [1, 2] or not (1 == 1) %}a{% else %}c{% endif %}", 'c'],
    ["{% set m = {'k': 'v'} %}{{ m.k }}{{ m['k'] }}{{ m.get('k') }}{% if m.none is none %}!{% endif %}", 'vvv!'],
    ["{% set text %}a {{ var('days') }}{% endset %}select {{ text }}", 'select a 7'],
    [
      "select {{ cents('amount') }}, {{ shop.cents('a', unit='eur') }}",
      'select (amount / 100.0)::decimal(18, 2) /* usd */, (a / 100.0)::decimal(18, 2) /* eur */',
    ],
    [
      "{{ pivoted(['x', 'y']) }}",
      'max(x) as (x / 100.0)::decimal(18, 0) /* usd */, max(y) as (y / 100.0)::decimal(18, 0) /* usd */',
    ],
    ['select {{ default__now() }}', 'select current_timestamp'],
    ["{{ ref('shop', 'a') }} {{ ref('a', v=2) }}", '<ref a> <ref a.v2>'],
  ])('%s', (text, sql) => {
    expect(rendered(text)).toBe(sql);
  });

  it('as a first build, and as one of what is new', () => {
    const text = 'select 1 {% if is_incremental() %}where at > (select max(at) from {{ this }}){% endif %}';
    expect([rendered(text), rendered(text, true)]).toEqual([
      'select 1',
      'select 1 where at > (select max(at) from "gold"."orders")',
    ]);
  });
});

describe('what is more than that is refused, at its place', () => {
  it.each([
    ["select 1,\n  {{ dbt_utils.star(ref('a')) }}", "2:3 `dbt_utils.star(ref('a'))` is not known"],
    ["{{ ref('nothing') }}", "1:1 `ref('nothing')` is nothing that is run here"],
    ["{{ var('unset') }}", "1:1 `var('unset')` has no value: set it in dbt_project.yml or by --vars"],
    ['{% do log("x") %}', '1:1 `{% do log("x") %}` is not known'],
    ["{% set x = run_query('select 1') %}", "1:1 `run_query('select 1')` is not known"],
    ["select 1 {% if target.name == 'prod' %}2{% endif %}", '1:10 `target.name` is not known'],
    ['{% for x in rows %}{% endfor %}', '1:1 `rows` is not known'],
    ["{{ 'a' | tojson }}", '1:1 The filter `tojson` is not known'],
    ['select {{ asks() }}', '1:8 The macro `asks` asks the warehouse, or for what is not known'],
    ['select {{ endless() }}', '1:8 The macro `endless` calls itself too deeply, in the macro `endless`'],
    ['select {{ strange() }}', '1:8 `{% filter upper %}` is not known, in the macro `strange`'],
    ['select {{ cents() }}', '1:8 `cents` is called without its argument `column`'],
    ["select {{ ref('a')", '1:1 A `{{` or `{%` is not closed'],
    ['{{ [1, 2] }}', '1:1 `[1, 2]` is no text'],
  ])('%s', (text, refused) => {
    expect(rendered(text)).toBe(refused);
  });

  it('and what grows out of all proportion', () => {
    const deep = (depth: number): string =>
      depth === 0 ? 'xxxxxxxxxx' : `{% for a in [1,2,3,4,5,6,7,8,9,10] %}${deep(depth - 1)}{% endfor %}`;
    expect(rendered(deep(6))).toContain('The template grows out of all proportion');
  });
});
