import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareText } from '../../src/compiler/values/compareText.js';
import { Names } from '../../src/lineage/Names.js';
import { seededRandom } from '../support/generateMesh.js';

const learn = (names: Names): void => {
  for (const _ of names.order.learn()) continue;
};

describe('the order of names', () => {
  it('is that of their texts, those learned and those that came later', () => {
    const texts = fc.array(fc.oneof(fc.string(), fc.constantFrom('a.b.c', 'a.b-c.d', 'a.b#c', 'a.ü', '日本')));
    fc.assert(
      fc.property(texts, texts, texts, (first, later, asked) => {
        const names = new Names();
        for (const each of first) names.intern(each);
        learn(names);
        for (const each of [...later, ...asked]) names.intern(each);
        const ids = [...new Set([...first, ...asked])].map((each) => names.intern(each));
        expect(names.order.sorted(ids).map((id) => names.text(id))).toEqual(
          ids.map((id) => names.text(id)).sort(compareText),
        );
      }),
      { numRuns: 200, seed: 12 },
    );
  });

  it('is learned in steps, and is old once an eighth of the names is new', () => {
    const names = new Names();
    const random = seededRandom(12);
    for (let at = 0; at < 40_000; at++) names.intern(`d${Math.floor(random() * 40)}.p${at}.out`);
    expect(names.order.isOld).toBe(true);
    expect([...names.order.learn()].length).toBeGreaterThan(10);
    expect(names.order.isOld).toBe(false);
    const ids = Array.from({ length: names.count }, (_, id) => id);
    expect(names.order.sorted(ids).map((id) => names.text(id))).toEqual(
      ids.map((id) => names.text(id)).sort(compareText),
    );
    for (let at = 0; at < 12_000; at++) names.intern(`e.q${at}`);
    expect(names.order.isOld).toBe(true);
  });
});
