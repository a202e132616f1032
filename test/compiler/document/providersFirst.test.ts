import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProvidersFirst, providersFirst, type Reading } from '../../../src/compiler/document/ProvidersFirst.js';

const reading = (item: string, ...reads: string[]): Reading<string> => ({
  item,
  name: item.replace(/\d+$/, '') || null,
  reads,
});

describe('the order in which products are published', () => {
  it('has providers before those that read them, all else as given', () => {
    expect(
      providersFirst([reading('d', 'c', 'b'), reading('x'), reading('b', 'a'), reading('a'), reading('c')]),
    ).toEqual(['x', 'a', 'c', 'b', 'd']);
  });

  it('has a name that comes again in the order given, and before those that read it', () => {
    expect(providersFirst([reading('reader', 'a'), reading('a1'), reading('b'), reading('a2')])).toEqual([
      ...['a1', 'b', 'a2', 'reader'],
    ]);
  });

  it('breaks a circle at the first of it, alone, and then has who waited for it', () => {
    const order = new ProvidersFirst([reading('z', 'b'), reading('b', 'a'), reading('a', 'c'), reading('c', 'b')]);
    const given: string[][] = [];
    for (let next = order.next(9); next.length > 0; next = order.next(9)) {
      given.push(next);
      order.gone();
    }
    expect(given).toEqual([['b'], ['z', 'c'], ['a']]);
  });

  it('waits for nobody who is not among them, nor for itself, nor for what has no name', () => {
    expect(providersFirst([reading('a', 'a', 'nobody'), reading('1'), reading('b')])).toEqual(['a', '1', 'b']);
  });

  it('gives those again that were put back, before others', () => {
    const order = new ProvidersFirst(['a', 'b', 'c', 'd'].map((each) => reading(each)));
    expect(order.next(2)).toEqual(['a', 'b']);
    order.gone(new Set(['b']));
    expect(order.next(2)).toEqual(['b', 'c']);
  });

  it('gives each once, none with one that it reads, and no reader before a provider that does not wait for it', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const mesh = fc.array(
      fc.record({ name: fc.constantFrom(...names), reads: fc.uniqueArray(fc.constantFrom(...names)) }),
    );
    fc.assert(
      fc.property(mesh, fc.integer({ min: 1, max: 4 }), (products, limit) => {
        const all = products.map((each, item) => ({ ...each, item }));
        const readsOf = (item: number): readonly string[] => all[item]?.reads ?? [];
        const nameOf = (item: number): string => all[item]?.name ?? '';
        const given: number[][] = [];
        const order = new ProvidersFirst(all);
        for (let next = order.next(limit); next.length > 0; next = order.next(limit)) {
          given.push(next);
          order.gone();
        }
        expect(given.flat().sort((x, y) => x - y)).toEqual(all.map(({ item }) => item));
        for (const chunk of given)
          for (const one of chunk)
            expect(chunk.filter((other) => other !== one && readsOf(one).includes(nameOf(other)))).toEqual([]);
        const place = new Map(given.flat().map((item, at) => [item, at]));
        const waits = (from: number, on: number, seen = new Set<number>()): boolean =>
          all.some(({ item, name }) => {
            const before =
              item !== from && (name === nameOf(from) ? item < from : readsOf(from).includes(name)) && !seen.has(item);
            return before && (item === on || waits(item, on, seen.add(item)));
          });
        for (const { item } of all)
          for (const other of all)
            if (other.item !== item && waits(item, other.item) && !waits(other.item, item))
              expect(place.get(other.item)).toBeLessThan(place.get(item) ?? -1);
      }),
    );
  });
});
