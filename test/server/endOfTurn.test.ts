import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { endOfTurn } from '../../src/server/lean/endOfTurn.js';

describe('work at the end of a turn', () => {
  it('is done once for all who ask in it, after the last of them has', async () => {
    const seen: string[] = [];
    const ask = endOfTurn(() => seen.push('looked'));
    const asked = ['a', 'b', 'c'].map((name) => {
      seen.push(name);
      return ask();
    });
    expect(await Promise.all(asked)).toEqual([4, 4, 4]);
    expect(seen).toEqual(['a', 'b', 'c', 'looked']);
  });

  it('is done anew for who asks once it has begun, even where it is not over', async () => {
    let looked = 0;
    const over: (() => void)[] = [];
    const ask = endOfTurn(async () => {
      const nth = (looked += 1);
      await new Promise<void>((resolve) => over.push(resolve));
      return nth;
    });
    const first = ask();
    await turn();
    const second = ask();
    await turn();
    for (const each of over) each();
    expect([await first, await second]).toEqual([1, 2]);
  });

  it('fails for those who asked in its turn alone', async () => {
    let fails = true;
    const ask = endOfTurn(() => {
      if (fails) throw new Error('away');
      return 'here';
    });
    await expect(Promise.all([ask(), ask()])).rejects.toThrow('away');
    fails = false;
    expect(await ask()).toBe('here');
  });
});
