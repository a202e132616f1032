import { describe, expect, it } from 'vitest';
import { applyChanges } from '../../../../src/compiler/contracts/apply.js';
import { diffTerms } from '../../../../src/compiler/contracts/diffTerms.js';
import { judge } from '../../../../src/compiler/contracts/judge.js';
import { column, withName } from '../terms.js';

const told = (before: object, after: object): string[] =>
  judge(diffTerms(withName(before), withName(after)), 'backward').map(
    ({ rule, path, severity }) => `${path} ${rule} ${severity}`,
  );

const strings = { type: 'array', items: column('items') };
const prices = { type: 'map', keys: column('keys'), values: column('values', { type: 'int32' }) };
const address = { type: 'object', fields: [column('street')] };

describe('a structure of which nobody said what it is made of holds anything', () => {
  it.each<[string, object, object, string[]]>([
    ['array', { type: 'array' }, strings, ['columns.name.items type_narrowed risky']],
    ['array<string>', strings, { type: 'array' }, ['columns.name.items type_widened breaking']],
    ['a text', { type: 'array<string>' }, { type: 'array' }, ['columns.name.items type_widened breaking']],
    ['map', { type: 'map' }, prices, ['columns.name.values type_narrowed risky']],
    ['map<string,int>', prices, { type: 'map' }, ['columns.name.values type_widened breaking']],
    ['struct', { type: 'object' }, address, ['columns.name.fields type_narrowed risky']],
    ['struct<street: string>', address, { type: 'object' }, ['columns.name.fields type_widened breaking']],
    [
      'an array of arrays',
      { type: 'array<array<string>>' },
      { type: 'array<array>' },
      ['columns.name[].items type_widened breaking'],
    ],
    [
      'array, which is array<any>',
      { type: 'array' },
      { type: 'array', items: column('items', { type: 'any' }) },
      ['columns.name.items doc_changed info'],
    ],
    ['unknown', { type: 'unknown' }, { type: 'string' }, ['columns.name.type type_widened breaking']],
    ['string', { type: 'string' }, { type: 'unknown' }, ['columns.name.type type_narrowed risky']],
  ])('%s', (_, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });

  it.each<[object, object]>([
    [{ type: 'array' }, strings],
    [prices, { type: 'map' }],
    [{ type: 'object' }, address],
  ])('and the changes lead from one to the other', (before, after) => {
    const [old, now] = [withName(before), withName(after)];
    const { columns } = applyChanges(old, diffTerms(old, now));
    expect(JSON.parse(JSON.stringify(columns))).toEqual(JSON.parse(JSON.stringify(now.columns)));
  });
});
