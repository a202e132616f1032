import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import { Database } from '../entities/database.js';
import { codeOf } from '../entities/statements.js';
import { CatalogError } from '../errors.js';
import { reasonOf } from './executing/logFault.js';
import { openWaitingRoom } from './waitingRoom.js';

const AGAIN_MS = 1_000;

/** A file that cannot be opened now will not be later. */
const isAwayForNow = (error: unknown): error is CatalogError =>
  error instanceof CatalogError &&
  error.code === 'UNAVAILABLE' &&
  !/^SQLITE_(CANTOPEN|READONLY)/.test(codeOf(error.cause));

/** The store, or null where it is away, which the log is told. */
async function tried(url: string, log: Logger): Promise<Database | null> {
  try {
    return await Database.open(url);
  } catch (error) {
    if (!isAwayForNow(error)) throw error instanceof CatalogError ? (error.cause ?? error) : error;
    log.warn({ reason: reasonOf(error) }, 'the store is away: trying again');
    return null;
  }
}

/**
 * Opens the store, however long it takes to come; meanwhile the server's address says that it is not ready. Gives the port
 * with it: one that was asked for as "any" stays the same. Throws CatalogError BAD_USER_INPUT where DATABASE_URL names no
 * store.
 */
export async function openStore(config: Config, log: Logger): Promise<{ db: Database; portNumber: number }> {
  const { databaseUrl, host, portNumber } = config;
  const first = await tried(databaseUrl, log);
  if (first) return { db: first, portNumber };
  const room = await openWaitingRoom(host, portNumber);
  log.info({ url: `http://${host}:${room.portNumber}` }, 'not ready: waiting for the store');
  try {
    for (;;) {
      await pause(AGAIN_MS);
      const db = await tried(databaseUrl, log);
      if (db) return { db, portNumber: room.portNumber };
    }
  } finally {
    await room.close();
  }
}
