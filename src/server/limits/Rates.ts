import rateLimiter, { type RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Caller } from '../../actions/guard/Caller.js';
import type { Config } from '../../config/config.js';
import { CatalogError } from '../../errors.js';
import { callerAddress } from './callerAddress.js';

export type RateLimits = Pick<Config, 'rateAnonymous' | 'rateKnown' | 'rateRefused'>;

/** What a request costs, whatever it asks. */
export const REQUEST = 10;

/** In seconds. */
const A_MINUTE = 60;

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** By what a caller counts: by who it is, or, where it does not say, by its address. */
export const callerKey = ({ principal, from }: Caller): string =>
  principal.kind === 'anonymous' ? `from ${callerAddress(from)}` : `${principal.kind} ${principal.name}`;

interface Rate {
  readonly limit: 'RATE_ANONYMOUS' | 'RATE_KNOWN';
  readonly allowed: number;
  readonly mend: string;
  readonly limiter: RateLimiterMemory;
}

const limiterOf = (points: number): RateLimiterMemory =>
  new rateLimiter.RateLimiterMemory({ points, duration: A_MINUTE });

const rateOf = (limit: Rate['limit'], allowed: number, mend: string): Rate | null =>
  allowed === 0 ? null : { limit, allowed, mend, limiter: limiterOf(allowed) };

/** What callers have asked for in the minute that runs, each minute beginning with the first that is asked in it. */
export class Rates {
  private readonly anonymous: Rate | null;
  private readonly known: Rate | null;
  private readonly refused: RateLimiterMemory | null;

  constructor({ rateAnonymous, rateKnown, rateRefused }: RateLimits) {
    this.anonymous = rateOf('RATE_ANONYMOUS', rateAnonymous, ', or say who you are (docs/authentication.md)');
    this.known = rateOf('RATE_KNOWN', rateKnown, '');
    this.refused = rateRefused === 0 ? null : limiterOf(rateRefused);
  }

  /** Counts that credentials did not hold that came from an address. Throws CatalogError RATE_LIMITED, with `retryAfterMs`, where that was too often. */
  async spendRefusal(from: string | null): Promise<void> {
    try {
      await this.refused?.consume(callerAddress(from));
    } catch (error) {
      if (error instanceof Error) throw error;
      throw refusedTooOften(this.refused?.points ?? 0, error as RateLimiterRes);
    }
  }

  /**
   * Takes a cost off what a caller may still ask for; undefined where nothing limits it. Rejects with CatalogError
   * RATE_LIMITED, with `retryAfterMs`, where that is less.
   */
  spend(caller: Caller, cost: number): Promise<void> | undefined {
    const rate = caller.principal.kind === 'anonymous' ? this.anonymous : this.known;
    // Where nobody is asked who he is, this machine is its operator's own.
    if (!rate || (caller.open && LOOPBACK.test(caller.from ?? ''))) return undefined;
    return this.take(callerKey(caller), cost, rate);
  }

  private async take(key: string, cost: number, rate: Rate): Promise<void> {
    try {
      await rate.limiter.consume(key, cost);
    } catch (error) {
      if (error instanceof Error) throw error;
      // What is not carried out is not counted: something smaller may still be asked.
      await rate.limiter.reward(key, cost);
      throw usedUp(rate, error as RateLimiterRes);
    }
  }
}

function usedUp({ limit, allowed, mend }: Rate, { msBeforeNext }: RateLimiterRes): CatalogError {
  const seconds = Math.ceil(msBeforeNext / 1_000);
  const message = `More is asked than a minute allows: operations that cost ${allowed.toLocaleString('en')} together (${limit}). Ask again in ${seconds} s${mend}.`;
  return new CatalogError('RATE_LIMITED', message, { limit, allowed, retryAfterMs: msBeforeNext });
}

function refusedTooOften(allowed: number, { msBeforeNext }: RateLimiterRes): CatalogError {
  const seconds = Math.ceil(msBeforeNext / 1_000);
  const message = `Wrong credentials came from this address more than ${allowed.toLocaleString('en')} times in a minute (RATE_REFUSED). Try again in ${seconds} s; those that hold are let in at any time.`;
  return new CatalogError('RATE_LIMITED', message, { limit: 'RATE_REFUSED', allowed, retryAfterMs: msBeforeNext });
}
