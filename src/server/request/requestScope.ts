import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { RequestNote } from './note.js';

/** What is known of the request that is being answered, wherever in the answering one is. */
export interface RequestScope {
  readonly id: string;
  readonly log: Logger;
  /** What is told of the request to whoever counts it. */
  readonly note: RequestNote;
}

export const requestScope = new AsyncLocalStorage<RequestScope>();

/** What failed on the short way of a request, for whoever answers it in general: it meets the same again, and tells of it. */
interface ShortWay {
  told: boolean;
}

export const shortWay = new AsyncLocalStorage<ShortWay>();

/** The id that a client sent, where it is one that can be logged; else a new one. */
export function requestId(sent: string | undefined): string {
  return sent && /^[\w.:-]{1,128}$/.test(sent) ? sent : randomUUID();
}

/** Runs the work within a scope of its own. */
export function inScope<T>(log: Logger, id: string, work: () => T, note: RequestNote = {}): T {
  return requestScope.run({ id, log: log.child({ requestId: id }), note }, work);
}
