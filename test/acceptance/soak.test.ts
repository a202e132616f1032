import { expect, it, describe } from 'vitest';
import { growthOf, isFlat, slicesOf } from '../../chaos/soak/flatness.js';
import { soak } from '../../chaos/soak/run.js';
import { Target } from '../../chaos/Target.js';
import { Dice } from '../../fuzz/Dice.js';
import { newDatabaseUrl } from '../support/databases.js';

const samples = (of: (second: number) => number): { resident: number; heap: number }[] =>
  Array.from({ length: 300 }, (_, second) => ({ resident: of(second) + 100, heap: of(second) }));
/** What waits for a collection comes and goes. */
const saw = (second: number): number => (second % 10) * 8;

describe('npm run soak', { timeout: 60_000 }, () => {
  it('reads, publishes, observes and follows without a fault, and tells what the server held', async () => {
    const databaseUrl = await newDatabaseUrl('sqlite');
    const rates = { reads: 20, writes: 4, observations: 4, followers: 2 };
    const { faults, slices, published, told } = await soak({ databaseUrl, seconds: 3, seed: 7, ...rates });
    expect(faults).toEqual([]);
    expect(published).toBeGreaterThan(0);
    expect([...told.keys()].sort()).toEqual(['observe, replica 0', 'publish, replica 0', 'read, replica 0']);
    expect(slices.length).toBeGreaterThan(1);
    expect(slices.every(({ resident, heap }) => resident > heap && heap > 10)).toBe(true);
  });

  it('calls flat what levels off, and not what goes on growing', () => {
    const levels = growthOf(
      slicesOf(
        samples((second) => 100 + Math.min(second, 60) + saw(second)),
        30,
      ),
    );
    expect(levels.heap).toBeCloseTo(1, 2);
    expect(isFlat(levels)).toBe(true);
    const grows = growthOf(
      slicesOf(
        samples((second) => 100 + second + saw(second)),
        30,
      ),
    );
    expect(grows.heap).toBeGreaterThan(1.3);
    expect(isFlat(grows)).toBe(false);
    expect(isFlat(growthOf(slicesOf(samples(saw), 2)))).toBe(false); // too short to say
  });
});

describe('what the webhook of npm run chaos took', () => {
  async function taking(...taken: readonly [sequence: string, subject: string][]): Promise<Target> {
    const target = await Target.open(new Dice(1, 1));
    for (const [sequence, subject] of taken) {
      const body = JSON.stringify({ sequence, subject });
      while ((await fetch(target.url, { method: 'POST', body })).status !== 204);
    }
    return target;
  }

  it('is well where each contract has its changes in order, some of them again', async () => {
    const target = await taking(['a', 'one'], ['c', 'two'], ['b', 'one'], ['a', 'one']);
    expect(target.faults(['a', 'b', 'c'])).toEqual([]);
    expect(target.counts.came).toBeGreaterThan(target.counts.taken); // it fails half the time
  });

  it('is a fault where a change is missing, or comes after one that followed it', async () => {
    const target = await taking(['b', 'one'], ['a', 'one']);
    expect(target.faults(['a', 'b', 'c'])).toEqual([
      'the webhook missed 1 of 3 changes',
      'the webhook took change 0 of one too late',
    ]);
  });
});
