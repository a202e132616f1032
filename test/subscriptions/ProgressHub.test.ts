import { describe, expect, it } from 'vitest';
import type { CompilationStage } from '../../src/schema/types/compilation/Compilation.js';
import { ProgressHub } from '../../src/subscriptions/ProgressHub.js';

const stage = (index: number): CompilationStage => ({
  index,
  of: 4,
  title: `Stage ${index}`,
  status: 'passed',
  checks: [],
});
const indexes = async (events: AsyncIterable<readonly CompilationStage[]>): Promise<number[][]> => {
  const seen: number[][] = [];
  for await (const stages of events) seen.push(stages.map(({ index }) => index));
  return seen;
};

describe('the hub of compilations that are watched', () => {
  it('sends what ended together at once, in order, and completes', async () => {
    const hub = new ProgressHub();
    const follower = hub.follow('a');
    const { stage: tell, end } = hub.begin('a');
    tell(stage(1));
    tell(stage(2));
    expect((await follower.next()).value).toEqual([stage(1), stage(2)]);
    const rest = indexes(follower);
    tell(stage(3));
    await Promise.resolve();
    tell(stage(4));
    end();
    expect((await rest).flat()).toEqual([3, 4]);
    expect(await indexes(hub.follow('a'))).toEqual([[1, 2, 3, 4]]);
  });

  it('refuses a name that runs and takes one that has ended', () => {
    const hub = new ProgressHub();
    const { end } = hub.begin('a');
    expect(() => hub.begin('a')).toThrow('A compilation named "a" is running');
    end();
    hub.begin('a');
  });

  it('forgets a name that nobody waits for any more', async () => {
    const hub = new ProgressHub();
    const followers = [hub.follow('a'), hub.follow('a')];
    const pulled = followers[0]?.next();
    expect(hub.size).toBe(2);
    for (const each of followers) await each.return?.();
    expect(await pulled).toEqual({ value: undefined, done: true });
    expect(hub.size).toBe(0);
  });

  it('ends all who follow when it is closed', async () => {
    const hub = new ProgressHub();
    const waiting = indexes(hub.follow('a'));
    hub.close();
    expect(await waiting).toEqual([]);
  });

  it('keeps two hundred that have ended at most', async () => {
    const hub = new ProgressHub();
    for (let at = 0; at <= 200; at += 1) {
      const { stage: tell, end } = hub.begin(`c${at}`);
      tell(stage(1));
      end();
    }
    expect(await indexes(hub.follow('c1'))).toEqual([[1]]);
    const forgotten = hub.follow('c0');
    const pulled = forgotten.next();
    await forgotten.return?.();
    expect(await pulled).toEqual({ value: undefined, done: true });
  });
});
