import { setImmediate as settled } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { Rounds } from '../../src/time/Rounds.js';
import { Travel } from '../support/Travel.js';

describe('rounds', () => {
  let time: Travel;
  let rounds: Rounds;
  let begun: number;
  let failures: unknown[];
  let finish: (wait: number | null) => void;
  let fail: (error: unknown) => void;

  beforeEach(() => {
    time = new Travel(0);
    begun = 0;
    failures = [];
    rounds = new Rounds({
      time,
      round: () => {
        begun += 1;
        return new Promise((resolve, reject) => ([finish, fail] = [resolve, reject]));
      },
      failed: (error) => {
        failures.push(error);
        return 1_000;
      },
    });
  });

  const finishes = async (wait: number | null): Promise<void> => {
    finish(wait);
    await settled();
  };

  it('begin at once where they are asked for at once, later where later', () => {
    rounds.ask(20);
    expect(begun).toBe(0);
    time.to(19);
    expect(begun).toBe(0);
    time.to(20);
    expect([begun, rounds.running]).toEqual([1, true]);
  });

  it('keep to what is due earlier', async () => {
    rounds.ask(20);
    rounds.ask(500);
    time.to(20);
    expect(begun).toBe(1);
    await finishes(null);
    time.to(5_000);
    expect(begun).toBe(1);
    rounds.ask(500);
    rounds.ask(20);
    time.to(5_020);
    expect(begun).toBe(2);
    await finishes(null);
    time.to(60_000);
    expect(begun).toBe(2);
  });

  it('come again when a round says so', async () => {
    rounds.ask(0);
    await finishes(300);
    time.to(299);
    expect(begun).toBe(1);
    time.to(300);
    expect(begun).toBe(2);
  });

  it('come once more where they were asked for meanwhile, however often, and never two at a time', async () => {
    rounds.ask(0);
    for (const ms of [50, 20, 0, 40]) rounds.ask(ms);
    expect(begun).toBe(1);
    await finishes(10_000);
    expect(begun).toBe(2);
    await finishes(null);
    expect([begun, rounds.running]).toEqual([2, false]);
  });

  it('are tried again after a failure no sooner than it says, unless somebody asks', async () => {
    rounds.ask(0);
    rounds.ask(0);
    fail('away');
    await settled();
    expect(failures).toEqual(['away']);
    time.to(999);
    expect(begun).toBe(1);
    time.to(1_000);
    expect(begun).toBe(2);
    fail('still away');
    await settled();
    rounds.ask(20);
    time.to(1_020);
    expect(begun).toBe(3);
  });

  it('end after the one under way, whose failure nobody hears of', async () => {
    rounds.ask(0);
    const ended = rounds.end();
    fail('too late');
    await ended;
    rounds.ask(0);
    rounds.ask(20);
    time.to(60_000);
    expect([begun, failures]).toEqual([1, []]);
  });
});
