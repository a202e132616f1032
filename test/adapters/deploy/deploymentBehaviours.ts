import { beforeEach, expect, it } from 'vitest';
import { carryOut } from '../../../src/adapters/deploy/deploy.js';
import { SystemError } from '../../../src/adapters/system/SystemError.js';
import type { Change, Deployment } from '../../../src/adapters/deploy/deployment.js';

/** A system of a kind, as the suite works with it. */
export interface World<C extends Change = Change> {
  /** One that is asked for the same each time, from a process of its own. */
  target(): Deployment<C>;
  /** Everything that was written, in the order of coming. */
  writes(): readonly string[];
  /** The connection ends at the write after so many, done or not; null: it stands. */
  cutAfter(writes: number | null, how?: 'before' | 'after'): void;
  /** Somebody makes by hand what nobody asked for, and it is revoked without loss. Its path in a plan. */
  makeForeign(): string;
  /** Somebody makes by hand part of what is asked for. */
  makePart(): void;
  /** All that it holds, the same for the same. */
  held(): unknown;
}

const NOT_PRUNED = { prune: false };
const PRUNED = { prune: true };

/** What every adapter of a system that something is deployed to does. Inside of a suite. */
export function deploymentBehaviours<C extends Change>(make: () => Promise<World<C>>): void {
  let world: World<C>;
  beforeEach(async () => {
    world = await make();
  });

  const kinds = async (options = NOT_PRUNED): Promise<string[]> =>
    (await world.target().plan(options)).changes.map(({ kind }) => kind);
  const deploy = async (options = NOT_PRUNED): Promise<void> => {
    const target = world.target();
    await carryOut(target, await target.plan(options), options);
  };

  it('lists all as missing where nothing is deployed, and writes nothing for that', async () => {
    const { changes } = await world.target().plan(NOT_PRUNED);
    expect(changes.length).toBeGreaterThan(3);
    expect(changes.every(({ kind, expected, found }) => kind === 'ADD' && expected !== null && found === null)).toBe(
      true,
    );
    expect(new Set(changes.map(({ path }) => path)).size).toBe(changes.length);
    expect(world.writes()).toEqual([]);
  });

  it('has nothing left to do once it is deployed, and writes nothing twice', async () => {
    await deploy();
    expect(await kinds()).toEqual([]);
    const written = world.writes();
    expect(new Set(written).size).toBe(written.length);
    await deploy();
    expect(world.writes()).toEqual(written);
  });

  it.each(['before', 'after'] as const)(
    'goes on where it was cut off, %s any write was done, and ends the same',
    async (how) => {
      await deploy();
      const [whole, all] = [world.held(), world.writes().length];
      for (let cut = 0; cut < all; cut += 1) {
        world = await make();
        world.cutAfter(cut, how);
        await expect(deploy()).rejects.toBeInstanceOf(SystemError);
        world.cutAfter(null);
        await deploy();
        expect(world.held()).toEqual(whole);
      }
    },
  );

  it('ends the same where somebody did part of it meanwhile, or two deploy at once', async () => {
    await deploy();
    const whole = world.held();
    world = await make();
    const target = world.target();
    const plan = await target.plan(NOT_PRUNED);
    world.makePart();
    await carryOut(target, plan, NOT_PRUNED);
    expect(world.held()).toEqual(whole);
    world = await make();
    await Promise.all([deploy(), deploy()]);
    expect(world.held()).toEqual(whole);
  });

  it('shows what is foreign and leaves it alone, until it is told to prune', async () => {
    await deploy();
    const whole = world.held();
    const path = world.makeForeign();
    const written = world.writes().length;
    expect((await world.target().plan(NOT_PRUNED)).changes).toMatchObject([{ path, kind: 'FOREIGN', expected: null }]);
    await deploy();
    expect(world.writes()).toHaveLength(written);
    expect((await world.target().plan(PRUNED)).changes).toMatchObject([{ path, kind: 'REVOKE', expected: null }]);
    await deploy(PRUNED);
    expect(world.held()).toEqual(whole);
    expect(await kinds()).toEqual([]);
  });
}
