import { getOperationAST, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { OperationCost } from '../../src/server/limits/OperationCost.js';
import { servedSchema } from '../schema/served.js';

function costOf(text: string, variables: Record<string, unknown> = {}): number {
  const document = parse(text);
  expect(validate(servedSchema, document)).toEqual([]);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return new OperationCost(servedSchema, document, operation).with(variables);
}

const page = (inner: string, args = 'first: 10'): string => `{ products(${args}) { nodes { ${inner} } } }`;

describe('the cost of an operation', () => {
  it.each([
    ['{ __typename }', 1],
    ['{ product(fqn: "a.b") { id fqn name version description } }', 2],
    [page('fqn'), 12],
    [page('domain { name }'), 22],
    ['{ products(last: 30) { nodes { fqn } } }', 34],
    ['{ products { nodes { fqn } } }', 56],
    ['{ products(first: 10) { edges { node { fqn } } pageInfo { endCursor } totalCount } }', 24],
    [page('consumers(first: 500) { nodes { fqn } }'), 5_521],
    ['{ products(first: 10) { nodes { fqn } } more: products(first: 10) { nodes { fqn } } }', 24],
  ])('of %s is %d', (text, cost) => {
    expect(costOf(text)).toBe(cost);
  });

  it('goes by the variables, and by their defaults where a request gives none', () => {
    const text = 'query ($first: Int = 20) { products(first: $first) { nodes { fqn } } }';
    expect([costOf(text), costOf(text, { first: 500 }), costOf(text, { first: null })]).toEqual([23, 551, 56]);
    const ids = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    expect([costOf(ids, { ids: ['a'] }), costOf(ids, { ids: Array(100).fill('a') })]).toEqual([2, 165]);
    expect(costOf('{ nodes(ids: ["a", "b", "c"]) { id } }')).toBe(5);
  });

  it('counts what an argument takes: a text that is looked for, lineage as it was', () => {
    const products = (filter: string): string => `{ products(first: 1${filter}) { totalCount } }`;
    const plain = costOf(products(''));
    expect(costOf(products(', filter: { owner: "a" }'))).toBe(plain + 200);
    expect(costOf(products(', filter: { text: null }'))).toBe(plain + 200);
    expect(costOf(products(', filter: { text: "a" }'))).toBe(plain + 4_400);
    const byText = 'query ($text: String) { products(first: 1, filter: { text: $text }) { totalCount } }';
    expect(costOf(byText, { text: 'a' })).toBe(plain + 4_400);
    const byFilter = 'query ($by: DataProductFilter) { products(first: 1, filter: $by) { totalCount } }';
    const variables = [{ by: { text: 'a' } }, { by: { owner: 'a' } }, { by: null }, {}];
    expect(variables.map((each) => costOf(byFilter, each) - plain)).toEqual([4_400, 200, 200, 200]);
    const lineage = (args: string): string => `{ lineage(of: "a.b"${args}) { totalNodes } }`;
    expect(costOf(lineage(', asOf: "2026-01-01T00:00:00Z"'))).toBe(costOf(lineage('')) + 35_000);
  });

  it('takes what no page can have for a page that is full: to refuse it is for the resolver', () => {
    const most = costOf(page('fqn', 'first: 500'));
    expect([costOf(page('fqn', 'first: 1000000')), costOf(page('fqn', 'first: -7'))]).toEqual([most, 3]);
  });

  it('follows fragments, on pages too, as if they were written out', () => {
    const text = `{ products(first: 10) { ...Page ... { totalCount } } }
      fragment Page on DataProductConnection { nodes { ...P ... on DataProduct { version } } }
      fragment P on DataProduct { domain { name } }`;
    expect(costOf(text)).toBe(costOf('{ products(first: 10) { nodes { domain { name } version } totalCount } }'));
  });

  it('counts of several types the dearest', () => {
    const product = '... on DataProduct { fqn domain { name } }';
    const both = `{ node(id: "x") { ${product} ... on OutputPort { fqn } } }`;
    expect(costOf(both)).toBe(costOf(`{ node(id: "x") { ${product} } }`));
  });

  it('counts every repetition of fragments in fragments, in no time', () => {
    const doubled = Array.from({ length: 40 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`);
    const text = `{ ...F0 } ${doubled.join(' ')} fragment F40 on Query { __typename }`;
    const document = parse(text);
    const operation = getOperationAST(document);
    if (!operation) throw new Error('no operation');
    expect(new OperationCost(servedSchema, document, operation).with({})).toBe(Math.ceil(2 ** 40 / 10));
  });

  it('says which field of the root costs most', () => {
    const document = parse(
      'query ($n: Int) { a: products(first: $n) { nodes { fqn } } b: products { nodes { fqn } } }',
    );
    const operation = getOperationAST(document);
    if (!operation) throw new Error('no operation');
    const cost = new OperationCost(servedSchema, document, operation);
    expect([cost.dearest({ n: 10 })?.alias?.value, cost.dearest({ n: 100 })?.alias?.value]).toEqual(['b', 'a']);
  });
});
