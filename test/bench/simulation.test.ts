import { describe, expect, it } from 'vitest';
import { simulate, type Costs, type Load } from '../../bench/feed/simulation.js';

const COSTS: Costs = { lock: 4, look: 1, event: 0.5, delivery: 0.01, further: 0.01 };
const LOAD: Load = { perSecond: null, publications: 100, sockets: 1_000, share: 1 };

describe('the simulation of the feed', () => {
  it('has one publication after another take what its parts take', () => {
    const { times, perSecond, commits } = simulate(COSTS, LOAD);
    expect(times).toHaveLength(100);
    for (const time of times) expect(time).toBeCloseTo(1 + 0.5 + 10);
    for (const commit of commits) expect(commit).toBeCloseTo(4);
    expect(perSecond).toBeCloseTo(1000 / 15.5);
  });

  it('keeps up below what the log and the server can do, and is busy for their share of it', () => {
    const { times, busy, perSecond } = simulate(COSTS, { ...LOAD, perSecond: 40, publications: 5_000 });
    expect(perSecond).toBeGreaterThan(38);
    expect(busy.log).toBeGreaterThan(0.14);
    expect(busy.log).toBeLessThan(0.18);
    expect(Math.max(...times.slice(-500))).toBeLessThan(500);
  });

  it('commits no more than the lock lets through, and lets who publishes wait', () => {
    const { commits, busy, perSecond } = simulate(COSTS, { ...LOAD, sockets: 1, perSecond: 500, publications: 5_000 });
    expect(perSecond).toBeCloseTo(250, -1);
    expect(busy.log).toBeCloseTo(1, 1);
    expect(commits.at(-1)).toBeGreaterThan(5_000);
  });

  it('falls behind where a server has more sockets than it can send to, and less where they follow less', () => {
    const load = { ...LOAD, sockets: 10_000, perSecond: 50, publications: 2_000 };
    expect(simulate(COSTS, load).times.at(-1)).toBeGreaterThan(10_000);
    expect(simulate(COSTS, { ...load, share: 0.01 }).times.at(-1)).toBeLessThan(100);
  });
});
