import type { Database } from '../entities/database.js';

export interface Readiness {
  readonly ready: boolean;
  /** `full`: it answers, and takes no writes, for its disk is full. */
  readonly store: 'reachable' | 'full' | 'unreachable';
  readonly pendingMigrations: number | null;
  readonly stopping: boolean;
}

/** Whether requests should be sent here: the store answers, has every migration, and the server is not on its way down. */
export async function readinessOf(db: Database, stopping: boolean): Promise<Readiness> {
  try {
    await db.ping();
    const pendingMigrations = await db.pendingMigrations();
    const store = db.diskFull ? 'full' : 'reachable';
    return { ready: pendingMigrations === 0 && !stopping, store, pendingMigrations, stopping };
  } catch {
    return { ready: false, store: 'unreachable', pendingMigrations: null, stopping };
  }
}
