import { describe, expect, it } from 'vitest';
import { callArguments } from '../../../src/compiler/document/dbt/project/callArguments.js';
import { sqlReferences } from '../../../src/compiler/document/dbt/project/sqlReferences.js';

const read = (call: string): unknown => ({ ...callArguments(call, 0) });

describe('the arguments of config(...)', () => {
  it.each([
    ['a=\'x\', b="y"', { a: 'x', b: 'y' }],
    ['a=1, b=-2.5, c=True, d=false, e=none', { a: 1, b: -2.5, c: true, d: false, e: null }],
    ["a=['x', ('y', 1)], b=[]", { a: ['x', ['y', 1]], b: [] }],
    ["meta={'floe': {'layer': 'gold', \"n\": [1]}}", { meta: { floe: { layer: 'gold', n: [1] } } }],
    ["{'materialized': 'table'}, tags=[]", { materialized: 'table', tags: [] }],
    ["a='it\\'s', b='a\\nb'", { a: "it's", b: 'a\nb' }],
  ])('%s', (text, expected) => expect(read(`${text})`)).toEqual(expected));

  it.each([
    ["a=var('x', 'y, z'), b=1", { b: 1 }],
    ["a=target.name == 'prod', b=1", { b: 1 }],
    ["a='x' ~ var('y'), b=['p', env('q')]", { b: ['p'] }],
    ["a={'x': var('y')}, b=dict(z=1)", { a: {} }],
    ["a='unclosed", {}],
    ['a=[1, (2', { a: [1, [2]] }],
    ['**kwargs, b=1', { b: 1 }],
  ])('leaves out what is computed: %s', (text, expected) => expect(read(`${text})`)).toEqual(expected));

  it('is read in bounded time whatever stands there', () => {
    const hostile = [
      "{{'".repeat(50_000),
      "{{\\'}}".repeat(100_000),
      `{{ config(a=${'['.repeat(100_000)}) }}`,
      `{{ config(a=${'[('.repeat(50_000)}+ }}`,
      `{{ config(${'a={'.repeat(50_000)} }}`,
      `{{ ref(${' '.repeat(200_000)} }}`,
      '{% snapshot x %}'.repeat(50_000),
    ];
    for (const text of hostile) expect(sqlReferences(text).refs).toEqual([]);
  });

  it('never sets a prototype', () => {
    expect(Object.getPrototypeOf(read("meta={'__proto__': {'x': 1}})"))).toBe(Object.prototype);
    expect(({} as { x?: number }).x).toBeUndefined();
  });
});
