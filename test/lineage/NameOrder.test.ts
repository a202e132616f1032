import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareText } from '../../src/compiler/values/compareText.js';
import { Names } from '../../src/lineage/Names.js';
import { seededRandom } from '../support/generateMesh.js';

const learn = (names: Names): void => {
  for (const _ of names.order.learn()) continue;
};

describe('names', () => {
  it('are read together as they are one by one', () => {
    const names = new Names();
    const ascii = ['source:crm', 'a.b', 'a.b.out', 'a.c#model', 'a.b.out/mail', 'a.b'].map((each) =>
      names.intern(each),
    );
    expect(names.texts(ascii)).toEqual(['source:crm', 'a.b', 'a.b.out', 'a.c#model', 'a.b.out/mail', 'a.b']);
    const all = [...ascii, names.intern('a.ü.日本'), names.intern('a.b.é')];
    expect(names.texts(all)).toEqual(all.map((id) => names.text(id)));
    expect(names.texts([])).toEqual([]);
  });
});

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

  it('is that of the first so many, whatever comes behind them', () => {
    const names = new Names();
    const random = seededRandom(7);
    for (let at = 0; at < 5_000; at++) names.intern(`d${Math.floor(random() * 9)}.p${Math.floor(random() * 9_000)}`);
    const all = Array.from({ length: names.count }, (_, id) => id).filter(() => random() < 0.5);
    const [few, whole] = [() => names.order.sorted(all, 300), () => names.order.sorted(all)];
    const before = few();
    learn(names);
    for (const sorted of [before, few()]) {
      expect(sorted.slice(0, 300)).toEqual(whole().slice(0, 300));
      expect([...sorted].sort((a, b) => a - b)).toEqual(all);
    }
    names.intern('d1.later');
    all.push(names.intern('a.first'));
    expect(few().slice(0, 300)).toEqual(whole().slice(0, 300));
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
