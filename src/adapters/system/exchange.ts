import { setTimeout as pause } from 'node:timers/promises';
import { SystemError } from './SystemError.js';

/** An answer with its whole body. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  /** Seconds to wait, where the answer says so. */
  readonly retryAfter: number | null;
}

/** How long is waited for answers, and before what failed is asked again. */
export interface Patience {
  /** Milliseconds for one request and its answer. */
  readonly limitMs: number;
  /** Milliseconds before each time that it is asked again; so many times it is. */
  readonly waits: readonly number[];
  /** Ends all of it, whatever runs. */
  readonly signal?: AbortSignal;
}

export const PATIENCE: Patience = { limitMs: 30_000, waits: [200, 1_000, 3_000] };

/** Longer than this is not waited, whatever an answer says. */
const LONGEST_WAIT_MS = 30_000;

const CUT = /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_BODY_TIMEOUT|other side closed|terminated)$/;

/** What fetch throws, for people. Throws what is no failure of the network: a bug. */
function broken(error: unknown, where: string): SystemError {
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError'))
    return new SystemError({
      code: 'TIMED_OUT',
      where,
      what: 'it gave no whole answer in time',
      mend: 'Try again: what was done stands, and the next time lists what is left',
    });
  if (!(error instanceof TypeError)) throw error;
  const { code, message } = (error.cause ?? {}) as { readonly code?: string; readonly message?: string };
  const cause = code ?? message ?? error.message;
  if (CUT.test(cause))
    return new SystemError({
      code: 'CUT_OFF',
      where,
      what: `the connection ended half way (${cause})`,
      mend: 'Try again: what was done stands, and the next time lists what is left',
    });
  return new SystemError({
    code: 'UNREACHABLE',
    where,
    what: `it cannot be reached (${cause})`,
    mend: 'Look whether its address is right and it is up',
  });
}

async function once(url: URL, init: RequestInit, where: string, { limitMs, signal }: Patience): Promise<Answer> {
  const limit = AbortSignal.timeout(limitMs);
  const both = signal ? AbortSignal.any([limit, signal]) : limit;
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: both });
    const after = Number(response.headers.get('retry-after') ?? NaN);
    return { status: response.status, body: await response.text(), retryAfter: Number.isFinite(after) ? after : null };
  } catch (error) {
    throw broken(error, where);
  }
}

/** Whether the same may go well another time. */
const passes = (outcome: Answer | SystemError): boolean =>
  outcome instanceof SystemError || outcome.status === 429 || outcome.status >= 500;

/**
 * One request that may be made several times over, asked again where the system fails, is too busy or is lost. Follows no
 * redirect. Throws SystemError UNREACHABLE, CUT_OFF, TIMED_OUT where no answer comes in the end.
 */
export async function exchange(url: URL, init: RequestInit, where: string, patience: Patience): Promise<Answer> {
  for (const wait of [...patience.waits, null]) {
    const outcome = await once(url, init, where, patience).catch((error: unknown) => {
      if (error instanceof SystemError) return error;
      throw error;
    });
    if (wait !== null && passes(outcome) && !patience.signal?.aborted) {
      const told = outcome instanceof SystemError ? null : outcome.retryAfter;
      const ms = Math.min(told === null ? wait : told * 1_000, LONGEST_WAIT_MS);
      await pause(ms, undefined, { signal: patience.signal }).catch(() => undefined); // ended: the next time fails at once
      continue;
    }
    if (outcome instanceof SystemError) throw outcome;
    return outcome;
  }
  throw new Error('unreachable: the last wait is null');
}
