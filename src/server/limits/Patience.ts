import type { IncomingMessage } from 'node:http';
import { CatalogError } from '../../errors.js';

/** Asked before each read: throws CatalogError where nothing more is to be read. */
export type Check = () => void;

/**
 * Asks whether a query goes on: not after so many seconds from now, nor when its client has gone. What is being read is read
 * to its end, and nothing more.
 */
export function patience(seconds: number, isGone: () => boolean): Check {
  const until = performance.now() + seconds * 1_000;
  return () => {
    if (isGone()) throw new CatalogError('UNAVAILABLE', 'The query is given up: its client has gone.');
    if (performance.now() > until) throw overdue(seconds);
  };
}

function overdue(allowed: number): CatalogError {
  const message = `The query is given up after ${allowed} s (QUERY_LIMIT_SECONDS). Ask for smaller pages (first), or for what hangs on them in a request of its own.`;
  return new CatalogError('LIMIT_EXCEEDED', message, { limit: 'QUERY_LIMIT_SECONDS', allowed });
}

/** How long the queries of requests are answered, whichever way. */
export class Patience {
  private readonly checks = new WeakMap<IncomingMessage, Check>();

  constructor(private readonly seconds: number) {}

  /** The time of a request begins, unless it has begun: it asks for a query. What a mutation has done is told, however late. */
  begin(request: IncomingMessage): Check {
    const check = this.checks.get(request) ?? patience(this.seconds, () => request.socket.destroyed);
    this.checks.set(request, check);
    return check;
  }

  of(request: IncomingMessage): Check | undefined {
    return this.checks.get(request);
  }
}
