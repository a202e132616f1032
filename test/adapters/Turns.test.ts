import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { compileOffLoop } from '../../src/adapters/compileOffLoop.js';
import { Turns } from '../../src/adapters/Turns.js';

/** What is done in each turn of the event loop, as the works come one after another. */
async function turnsOf(most: number, lengths: readonly number[]): Promise<number[][]> {
  const turns = new Turns(most);
  const done: number[][] = [];
  let now: number[] = [];
  const works = lengths.map(async (length) => {
    await turns.of(length);
    now.push(length);
  });
  // What is done at once is done in this turn.
  await new Promise(process.nextTick);
  while (now.length > 0) {
    done.push(now);
    now = [];
    await nextTurn();
  }
  await Promise.all(works);
  return done;
}

describe('turns of the event loop', () => {
  it('have room for so many characters: the rest waits for the next, in its order', async () => {
    expect(await turnsOf(10, [4, 4, 4, 1, 9, 2, 2])).toEqual([[4, 4], [4, 1], [9], [2, 2]]);
  });

  it('have room for one work, however long it is', async () => {
    expect(await turnsOf(10, [30, 1, 30])).toEqual([[30], [1], [30]]);
  });

  it('let a work begin at once where nothing waits', async () => {
    let begun = false;
    void new Turns(10).of(10).then(() => (begun = true));
    await Promise.resolve();
    expect(begun).toBe(true);
  });

  it('are what small documents are compiled in: of many that are asked for at once, others are answered in between', async () => {
    const config = { compileThreads: 1, compileInlineKb: 1, compileMemoryMb: 64, compileLimitSeconds: 60 };
    const noThread = (): never => {
      throw new Error('what is small needs no thread');
    };
    const { compiling } = compileOffLoop(config, noThread, noThread);
    const content = `metadata: {name: ${'x'.repeat(900)}}`;
    let left = 20;
    const all = Array.from({ length: left }, async () => {
      await compiling('references', [{ path: 'data-product.yaml', content }]);
      left -= 1;
    });
    let turns = 0;
    for (; left > 0; turns += 1) await nextTurn();
    await Promise.all(all);
    expect(turns).toBeGreaterThanOrEqual(19);
  });
});
