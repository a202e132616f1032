import { describe, expect, it } from 'vitest';
import type { DbtMacros } from '../../../src/compiler/document/dbt/project/project.js';
import { dialectOf } from '../../../src/compiler/sql/dialect.js';
import { tryReadSql } from '../../../src/compiler/sql/readSql.js';

const MACROS: DbtMacros = {
  shown: {
    parameters: 'column, hidden=false',
    body: '{% if hidden %}md5({{ column }}){% else %}{{ column }}{% endif %}',
  },
  by_target: {
    parameters: 'column',
    body: "{% if target.name == 'prod' %}{{ column }}{% else %}md5({{ column }}){% endif %}",
  },
};

/** `column: origins` of each column, and what is said of what could not be followed. */
function read(text: string): { columns: Record<string, string>; gaps: readonly string[] } {
  const code = { text: text.replace(/\bC\b/g, "{{ ref('c') }}"), compiled: false, macros: MACROS };
  const reading = tryReadSql(code, dialectOf('duckdb'), { columnsOf: () => ['id', 'email', 'name'] });
  if ('problem' in reading) return { columns: {}, gaps: [reading.problem] };
  const origins = reading.columns.map(({ name, from, followed }): [string, string] => {
    const told = from
      .filter(({ via }) => via !== 'condition')
      .map(({ column, masking }) => `${column}${masking ? '#' : ''}`);
    return [name, `${[...new Set(told)].sort().join(' ')}${followed ? '' : ' ...'}`.trim()];
  });
  return { columns: Object.fromEntries(origins), gaps: reading.gaps.map(({ construct }) => construct) };
}

describe('branches of Jinja', () => {
  it.each([
    ['else', 'select {% if x %} id {% else %} email {% endif %} as a from C', { a: 'email id' }],
    ['elif', 'select {% if x %} id {% elif y %} email {% else %} name {% endif %} as a from C', { a: 'email id name' }],
    ['nothing', 'select id {% if x %} , email as a {% endif %} from C', { id: 'id', a: 'email' }],
    [
      'an incremental run',
      'select {% if is_incremental() %} email {% else %} md5(email) {% endif %} as a from C',
      { a: 'email email#' },
    ],
    [
      'one that decides two places',
      'with s as (select {% if x %} email as a {% else %} id as b {% endif %} from C) select {% if x %} a {% else %} b {% endif %} as a from s',
      { a: 'email id' },
    ],
    [
      'one and its opposite',
      '{% if not x %} select email as a from C {% endif %} {% if x %} select id as a from C {% endif %}',
      { a: 'email id' },
    ],
    [
      'two that have nothing to do with each other',
      'with s as (select {% if x %} id {% else %} email {% endif %} as a, 1 as b from C) select {% if y %} b {% else %} a {% endif %} as c from s',
      { c: 'email id' },
    ],
    ['its own table', 'select id as a from C {% if x %} union all select a from {{ this }} {% endif %}', { a: 'id' }],
    [
      'its own table, joined',
      'select c.email as a from C c {% if x %} left join {{ this }} t on t.id = c.id where t.id is null {% endif %}',
      { a: 'email' },
    ],
    [
      'a loop over a list',
      "select {% for c in ['id', 'email'] %} {% if c == 'email' %} md5({{ c }}) {% else %} {{ c }} {% endif %} as {{ c }} {{ ',' if not loop.last }} {% endfor %} from C",
      { id: 'id', email: 'email#' },
    ],
    [
      'a loop whose first item is another',
      "select {% for c in ['id', 'email'] %} {% if not loop.first %} , {% endif %} {{ c }} {% endfor %} from C",
      { id: 'id', email: 'email' },
    ],
    [
      'a list that an item is in',
      "select {% for c in ['id', 'email'] %} {% if c not in ['email'] %} {{ c }} {% else %} md5(email) as email {% endif %} {{ ',' if not loop.last }} {% endfor %} from C",
      { id: 'id', email: 'email#' },
    ],
    [
      'a parameter',
      "select {{ shown('email', true) }} as a, {{ shown('name') }} as b from C",
      { a: 'email#', b: 'name' },
    ],
    ['a macro', "select {{ by_target('email') }} as a from C", { a: 'email email#' }],
  ])('are all read: %s', (_, text, columns) => {
    expect(read(text)).toEqual({ columns, gaps: [] });
  });

  it.each([
    ["select {{ adapter.quote('email') }} as a from C", { a: 'email' }, []],
    ["{% set a, b = 'email', 'name' %} select {{ b }} as a from C", { a: 'name' }, []],
    ["select {{ adapter.dispatch('m', 'p')('email') }} as a from C", { a: '...' }, ['Jinja whose value is not known']],
    ["select {{ var('share') }} as a from C", { a: '' }, []],
    ["select {{ var('column', 'email') }} as a from C", { a: '...' }, ['Jinja whose value is not known']],
    ["select {{ var('share', 0.5) }} as a from C", { a: '' }, []],
    ["select c.{{ var('column') }} as a from C c", { a: '...' }, ['Jinja whose value is not known']],
    ["select id as a from C where id > {{ var('least') }}", { a: 'id' }, []],
    ["select '{{ var('word') }}' as a from C", { a: '' }, []],
  ])('stand beside expressions, which are what they name, or unknown: %s', (text, columns, gaps) => {
    expect(read(text)).toEqual({ columns, gaps });
  });

  it('may write the names of columns: what these are made of is known, not what they are called', () => {
    const text =
      "select id {% for k in kinds() %} , max(case when id = '{{ k }}' then email end) as {{ k }}_email {% endfor %} from C";
    const code = { text: text.replace(/\bC\b/g, "{{ ref('c') }}"), compiled: false };
    const reading = tryReadSql(code, dialectOf('duckdb'), { columnsOf: () => ['id', 'email', 'name'] });
    expect(reading).toMatchObject({ columns: [{ name: 'id' }], open: true });
    const from = 'problem' in reading ? [] : (reading.nameless?.from ?? []);
    expect(from.map(({ column, via }) => `${column} ${via}`)).toContain('email aggregation');
  });

  it('that cannot be read are said, and every column may come from more', () => {
    expect(read('select id as a from C {% if x %} where where {% endif %}')).toEqual({
      columns: { a: 'id ...' },
      gaps: ['`where`'],
    });
  });

  it('that are too many are said, and every column may come from more', () => {
    const branch = (at: number): string => `{% if x${at} %} and id <> ${at} {% endif %}`;
    const text = `select id as a from C where true ${Array.from({ length: 6 }, (_, at) => branch(at)).join(' ')}`;
    expect(read(text)).toEqual({ columns: { a: 'id ...' }, gaps: ['more branches of Jinja than are read'] });
  });
});
