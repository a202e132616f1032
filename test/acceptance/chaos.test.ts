import { execFile } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { chaos } from '../../chaos/run.js';
import { newDatabaseUrl } from '../support/databases.js';
import { isThere } from '../support/isThere.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** Too short for a fault of the storm's own. */
const SECONDS = 2;

interface Ended {
  readonly exitCode: number;
  readonly out: string;
}

function runChaos(...args: string[]): Promise<Ended> {
  const command = ['--import', 'tsx', 'chaos/index.ts', '--seconds', `${SECONDS}`, '--followers', '3', ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: ROOT }, (error, out, err) =>
      resolve({ exitCode: error ? Number(error.code) : 0, out: out + err }),
    );
  });
}

describe('npm run chaos', { timeout: 240_000 }, () => {
  it('finds nothing where all is well', async () => {
    const create = (): Promise<string> => newDatabaseUrl('postgres');
    const never = (): Promise<void> => Promise.reject(new Error('the storm is over'));
    const postgres = { url: '', create, restart: never, crash: never, start: never, stop: never };
    const options = {
      postgres,
      seconds: SECONDS,
      reads: 50,
      writes: 5,
      followers: 5,
      nats: isThere('nats-server'),
      seed: 7,
      say: () => undefined,
    };
    const { faults, acknowledged, changes, webhook, streamed } = await chaos(options);
    expect(faults).toEqual([]);
    expect(acknowledged).toBeGreaterThan(0);
    expect(changes).toBe(acknowledged);
    expect(webhook.taken - webhook.twice).toBe(changes);
    expect([changes, null]).toContain(streamed);
  });

  it('ends with 1 where a write is lost, an event doubled or a replica not ready, and tells of each', async () => {
    const { out, exitCode } = await runChaos('--spoil', 'lost,doubled,red');
    // By each replica.
    for (const replica of [0, 1, 2])
      expect(out).toMatch(
        new RegExp(`domain-000\\.written-\\d+ has [\\d.,]+ by replica ${replica}, acknowledged [\\d.,]+`),
      );
    expect(out).toMatch(/(\d+) versions made \d+ changes of contracts, \1 different ones/);
    expect(out).toMatch(/replica \d was not ready: .*"pendingMigrations":1/);
    expect(exitCode, out).toBe(1);
  });

  it('refuses what it cannot do to a store', async () => {
    const { out, exitCode } = await runChaos('--spoil', 'lost,list');
    expect(out).toContain('--spoil lost,list: expected lost, doubled, red');
    expect(exitCode).toBe(1);
  });
});
