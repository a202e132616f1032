import { setTimeout as pause } from 'node:timers/promises';
import { codeOf } from './statements.js';

/** How long another process may hold a SQLite file, and how often it is tried again meanwhile. */
const PATIENCE_MS = 10_000;
const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 50;

/**
 * Does what another process may keep from being done, again and again for ten seconds, and lets others have their turn on
 * the event loop meanwhile: SQLite's own wait would stop it. Throws the driver's SQLITE_BUSY in the end.
 */
export async function patiently<T>(work: () => T | Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  const begun = performance.now();
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!codeOf(error).startsWith('SQLITE_BUSY') || performance.now() - begun > patienceMs) throw error;
      await pause(wait);
    }
  }
}
