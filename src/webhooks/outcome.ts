import type { Attempted, Waiting } from '../entities/webhooks/webhooks.js';
import type { Answer } from './Sender.js';

const LONGEST_MS = 6 * 3_600_000;
/** As far as a receiver may put it off. */
const LONGEST_AFTER_MS = 24 * 3_600_000;
const GONE = 410;

export interface Retrying {
  /** How often an event is sent before it is given up. */
  readonly attempts: number;
  /** The first wait, in milliseconds. */
  readonly retryMs: number;
}

/** What becomes of a delivery by an answer. */
export interface Outcome extends Attempted {
  /** Whether the receiver wants nothing more, ever. */
  readonly gone: boolean;
  /** Whether the receiver said when it wants to be asked again. */
  readonly pause: boolean;
}

/** Milliseconds that a receiver asks for: seconds, or a date (RFC 9110). */
function askedFor(retryAfter: string | null, now: number): number | null {
  if (retryAfter === null) return null;
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1_000 : Date.parse(retryAfter) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(0, ms), LONGEST_AFTER_MS);
}

/** The wait after so many attempts, in milliseconds: twice as long each time, up to a quarter less by `chance` (0 to 1). */
export const waitAfter = (attempts: number, retryMs: number, chance: number): number =>
  Math.round(Math.min(retryMs * 2 ** (attempts - 1), LONGEST_MS) * (1 - chance / 4));

/** What becomes of a delivery; `chance` keeps many from coming again at once. */
export function outcomeOf(
  { id, attempts: before }: Waiting,
  { status: responseCode, retryAfter, error }: Answer,
  { attempts: most, retryMs }: Retrying,
  now: Date,
  chance = Math.random(),
): Outcome {
  const attempts = before + 1;
  const gone = responseCode === GONE;
  const base = { id, attempts, responseCode, error, gone, pause: false, nextAttemptAt: null };
  const at = now.toISOString();
  if (error === null) return { ...base, status: 'delivered', endedAt: at };
  if (gone) return { ...base, status: 'pending', endedAt: null };
  if (attempts >= most) return { ...base, status: 'dead', endedAt: at };
  const asked = askedFor(retryAfter, now.getTime());
  const wait = Math.max(waitAfter(attempts, retryMs, chance), asked ?? 0);
  const nextAttemptAt = new Date(now.getTime() + wait).toISOString();
  return { ...base, status: 'pending', endedAt: null, nextAttemptAt, pause: asked !== null };
}
