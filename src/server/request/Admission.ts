import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '../../actions/guard/Caller.js';
import { CatalogError } from '../../errors.js';
import { callerKey, REQUEST, type Rates } from '../limits/Rates.js';
import { isIdentified, callerOf, refuse, type Handler } from './caller.js';

/** Lets requests in by how much their callers ask. */
export class Admission {
  private readonly answering = new Map<string, number>();
  private readonly leaving = new WeakMap<IncomingMessage, () => void>();
  private readonly spent = new WeakMap<IncomingMessage, Promise<void> | undefined>();

  constructor(
    private readonly rates: Rates,
    /** How many requests of one caller are answered at once. */
    private readonly maxRunning: number,
  ) {}

  /** Refuses a request with 429, before anything of it is read, where its caller asks too much; hands on all others. */
  before(next: Handler): Handler {
    const turnAway = (response: ServerResponse, error: unknown): void => {
      if (!(error instanceof CatalogError)) throw error;
      refuse(response, error);
    };
    const letIn: Handler = (request, response) => {
      try {
        this.enter(callerOf(request), request, response);
      } catch (error) {
        return turnAway(response, error);
      }
      return next(request, response);
    };
    return (request, response) => {
      if (!isIdentified(request)) return next(request, response);
      const spent = this.rates.spend(callerOf(request), REQUEST);
      return spent
        ? spent.then(
            () => letIn(request, response),
            (error: unknown) => turnAway(response, error),
          )
        : letIn(request, response);
    };
  }

  /** Takes the cost of its operation off what the caller of a request may ask, once. Throws CatalogError RATE_LIMITED. */
  spend(request: IncomingMessage, cost: number): Promise<void> | undefined {
    if (!this.spent.has(request)) this.spent.set(request, this.rates.spend(callerOf(request), cost));
    return this.spent.get(request);
  }

  /** Takes the cost of one of the operations of a request that carries several off the same. Throws CatalogError RATE_LIMITED. */
  spendMore(request: IncomingMessage, cost: number): Promise<void> | undefined {
    return this.rates.spend(callerOf(request), cost);
  }

  /** Counts a request no longer among those that are answered: it is a stream, and counts as one. */
  lasts(request: IncomingMessage): void {
    this.leaving.get(request)?.();
  }

  private enter(caller: Caller, request: IncomingMessage, response: ServerResponse): void {
    const key = callerKey(caller);
    const running = (this.answering.get(key) ?? 0) + 1;
    if (running > this.maxRunning) throw tooManyAtOnce(running, this.maxRunning);
    this.answering.set(key, running);
    const leave = (): void => {
      if (!this.leaving.delete(request)) return;
      const left = (this.answering.get(key) ?? 0) - 1;
      if (left > 0) this.answering.set(key, left);
      else this.answering.delete(key);
    };
    this.leaving.set(request, leave);
    response.once('close', leave);
    if (response.destroyed) leave();
  }
}

function tooManyAtOnce(found: number, allowed: number): CatalogError {
  const message = `${found} requests are under way, and ${allowed} are answered at once (MAX_RUNNING). Ask again when some have been answered.`;
  return new CatalogError('LIMIT_EXCEEDED', message, { limit: 'MAX_RUNNING', found, allowed, retryAfterMs: 1_000 });
}
