import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { audienceKey } from '../../src/server/fanout/audienceKey.js';

const keyOf = (query: string, variables: Record<string, unknown> = {}, sight = '', whole = ''): string =>
  audienceKey({ query, variables }, parse(query), { sight, whole });

const FROM_CURSOR = 'subscription ($after: Cursor, $n: Int) { contractChanged(after: $after) { kind n: text(n: $n) } }';

describe('the key of those who are told the same of an event', () => {
  it('is the same wherever they began', () => {
    expect(keyOf(FROM_CURSOR, { after: 'WzFd' })).toBe(keyOf(FROM_CURSOR, { after: 'WzJd' }));
    expect(keyOf(FROM_CURSOR, { after: 'WzFd' })).toBe(keyOf(FROM_CURSOR));
  });

  it('is the same for the same variables in another order', () => {
    const query = 'subscription ($filter: F) { contractChanged(filter: $filter) { kind } }';
    const one = keyOf(query, { filter: { domains: ['a', 'b'], role: 'CONSUMER' } });
    expect(keyOf(query, { filter: { role: 'CONSUMER', domains: ['a', 'b'] } })).toBe(one);
    expect(keyOf(query, { filter: { role: 'CONSUMER', domains: ['b', 'a'] } })).not.toBe(one);
  });

  it.each([
    ['another document', keyOf(`${FROM_CURSOR} `)],
    ['another variable', keyOf(FROM_CURSOR, { n: 1 })],
    ['a variable that is null', keyOf(FROM_CURSOR, { n: null })],
    ['other rights', keyOf(FROM_CURSOR, {}, 'sam')],
  ])('differs for %s', (_what, key) => {
    expect(key).not.toBe(keyOf(FROM_CURSOR));
  });

  it.each([
    ['{ kind cursor }', true],
    ['{ kind change { message } }', true],
    ['{ subject { id } }', false],
    ['{ actor }', false],
    ['{ ...F } } fragment F on CatalogEvent { subject { id }', false],
  ])('of events of the catalog is by who is asking where that may matter: %s', (fields, shared) => {
    const of = (who: string): string => keyOf(`subscription { catalogChanged ${fields} }`, {}, 'same sight', who);
    expect(of('sam') === of('ann')).toBe(shared);
    expect(of('sam')).toBe(of('sam'));
  });

  it('differs for operations of one document', () => {
    const query = 'subscription A { contractChanged { kind } } subscription B { contractChanged { path } }';
    const document = parse(query);
    const of = (operationName: string): string =>
      audienceKey({ query, operationName }, document, { sight: '', whole: '' });
    expect(of('A')).not.toBe(of('B'));
  });

  it.each([
    'subscription ($after: Cursor) { contractChanged(after: $after) { contract { changes(after: $after) { totalCount } } } }',
    'subscription ($after: Cursor) { contractChanged(after: $after) { ...F } } fragment F on X { changes(after: $after) { n } }',
    'subscription ($after: Cursor) { ... on Subscription { contractChanged(after: $after) { kind } } }',
    'subscription ($after: Cursor) { contractChanged { changes(after: $after) { n } } }',
  ])('holds a cursor that says more than where to begin: %s', (query) => {
    expect(keyOf(query, { after: 'WzFd' })).not.toBe(keyOf(query, { after: 'WzJd' }));
  });
});
