import type { Logger } from 'pino';
import { CatalogError } from '../../errors.js';

const AWAY_EVERY_MS = 1_000;

/** When it was last logged that the store could not answer. */
let lastAway = -Infinity;

/** What the store said, without the stack, which tells nothing of it. */
export const reasonOf = ({ cause }: CatalogError): string =>
  cause instanceof Error ? cause.message || cause.name : String(cause);

/** Whether it says that the store could not answer. */
export const isAway = (error: unknown): error is CatalogError =>
  error instanceof CatalogError && error.code === 'UNAVAILABLE' && error.cause !== undefined;

/** Tells the log what the store said, at most once a second: every request and every follower meets it. */
export function logAway(error: CatalogError, log: Logger): void {
  if (performance.now() - lastAway < AWAY_EVERY_MS) return;
  lastAway = performance.now();
  log.warn({ reason: reasonOf(error) }, error.message);
}

/** Logs what went wrong, in these words and with its stack where it is a fault of ours. */
export function logFault(error: unknown, words: string, log: Logger): void {
  if (isAway(error)) logAway(error, log);
  else log.error({ err: error }, words);
}
