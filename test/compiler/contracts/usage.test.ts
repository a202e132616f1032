import { describe, expect, it } from 'vitest';
import type { CompiledColumn } from '../../../src/compiler/artifact.js';
import { diffTerms } from '../../../src/compiler/contracts/diffTerms.js';
import { offers, reaches } from '../../../src/compiler/contracts/usage.js';
import { column, terms } from './terms.js';

const address = (street: string, zip: string): CompiledColumn =>
  column('Addr', { type: 'object', fields: [column('street', { type: street }), column('zip', { type: zip })] });
const lines = (sku: string): CompiledColumn =>
  column('lines', {
    type: 'array',
    items: column('items', { type: 'object', fields: [column('sku', { type: sku }), column('n')] }),
  });

const BEFORE = [address('string', 'string'), lines('string'), column('a.b')];

describe('a change reaches who reads what changed', () => {
  it.each<[string, CompiledColumn[], Record<string, boolean>]>([
    [
      'a field',
      [address('integer', 'string'), lines('string'), column('a.b')],
      {
        'addr.street': true,
        'ADDR.Street': true,
        addr: true,
        'addr.zip': false,
        lines: false,
        'addr.street.no': true,
      },
    ],
    [
      'a field of an element',
      [address('string', 'string'), lines('integer'), column('a.b')],
      {
        'lines[].sku': true,
        'lines.sku': true,
        lines: true,
        'lines[].n': false,
        addr: false,
      },
    ],
    ['the whole column', [lines('string'), column('a.b')], { 'addr.street': true, addr: true, lines: false }],
    ['a column with a dot in its name', [address('string', 'string'), lines('string')], { 'a.b': true, 'a.c': false }],
  ])('%s', (_, after, reached) => {
    const changes = diffTerms(terms({ columns: BEFORE }), terms({ columns: after }));
    for (const [name, expected] of Object.entries(reached))
      expect(
        changes.some((change) => reaches(change, [name])),
        name,
      ).toBe(expected);
  });

  it('is offered where the column, or the field at its path, is there', () => {
    const offered = [
      ...BEFORE,
      column('raw', { type: 'json' }),
      column('text', { type: 'struct<x: int, y: struct<z: int>>' }),
    ];
    const deep = column('deep', {
      type: 'map',
      values: column('values', {
        type: 'array',
        items: column('items', {
          type: 'object',
          fields: [column('a', { type: 'object', fields: [column('b', { type: 'array', items: lines('string') })] })],
        }),
      }),
    });
    expect(
      ['deep', 'deep{}[].a', 'deep.a.b', 'Deep.a.b[].SKU', 'deep.a.b.n'].filter((name) => !offers([deep], name)),
    ).toEqual([]);
    expect(['deep.b', 'deep.a.c', 'deep{}[].a.b[].nope'].filter((name) => offers([deep], name))).toEqual([]);
    const names = ['addr', 'addr.street', 'lines[].sku', 'lines.n', 'a.b', 'raw.any.thing', 'text.x', 'text.y.z'];
    expect(names.filter((name) => !offers(offered, name))).toEqual([]);
    const missing = ['nope', 'addr.nope', 'lines.nope', 'a.b.c', 'text.nope', 'addr.street.x'];
    expect(missing.filter((name) => offers(offered, name))).toEqual([]);
  });
});
