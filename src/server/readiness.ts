import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../entities/database.js';
import type { StandbyReads } from '../entities/standby/StandbyReads.js';
import type { StandbyState } from '../entities/standby/Standby.js';

export interface Readiness {
  readonly ready: boolean;
  /** `full`: it answers, and takes no writes, for its disk is full. */
  readonly store: 'reachable' | 'full' | 'unreachable';
  readonly pendingMigrations: number | null;
  readonly stopping: boolean;
  /** Whether queries go to the standby, or why not: then they go to the primary. Told where there is one. */
  readonly standby?: StandbyState;
}

/** After which the pool has let go of the connections that the store ended. */
const AGAIN_MS = 50;

async function asked(db: Database): Promise<number> {
  await db.ping();
  return db.pendingMigrations();
}

/**
 * Whether requests should be sent here: the store answers, has every migration, and the server is not on its way down.
 * A store that did not answer is asked once more: it may have ended the one connection that was asked on.
 */
export async function readinessOf(db: Database, standby: StandbyReads | null, stopping: boolean): Promise<Readiness> {
  try {
    const pendingMigrations = await asked(db).catch(() => sleep(AGAIN_MS).then(() => asked(db)));
    const store = db.diskFull ? 'full' : 'reachable';
    const state = { ready: pendingMigrations === 0 && !stopping, store, pendingMigrations, stopping } as const;
    return standby ? { ...state, standby: (await standby.status()).state } : state;
  } catch {
    return { ready: false, store: 'unreachable', pendingMigrations: null, stopping };
  }
}
