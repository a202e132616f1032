import { CatalogError } from '../errors.js';
import { codeOf } from './statements.js';

/** How soon it is worth asking again. */
const RETRY_AFTER_MS = 1_000;

/** By the code of the driver, PostgreSQL's or the system's; the first that fits. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [/^(53100|SQLITE_FULL|ENOSPC)$/, 'The disk of the catalog is full: nothing can be written at the moment.'],
  [/^(SQLITE_BUSY|SQLITE_LOCKED|55P03)/, 'Another process holds the store of the catalog: ask again.'],
  [/^(25006|SQLITE_READONLY)/, 'The store of the catalog takes no writes at the moment: ask again.'],
  [
    /^(08|53|57P0|SQLITE_(IOERR|CANTOPEN)|E(CONN|TIMEDOUT|PIPE|NOTFOUND|AI_AGAIN|HOST|NET))/,
    'The store of the catalog cannot be reached at the moment: ask again.',
  ],
];

/** What the driver says without a code. */
const AWAY =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after calling end|Client was closed|Query read timeout)/;

const isFull = (error: unknown): boolean => MEANINGS[0]?.[0].test(codeOf(error ?? {})) ?? false;

function meaningOf(error: unknown): string | null {
  const code = codeOf(error ?? {});
  const known = MEANINGS.find(([codes]) => codes.test(code));
  if (known) return known[1];
  return error instanceof Error && AWAY.test(error.message) ? (MEANINGS.at(-1)?.[1] ?? null) : null;
}

/**
 * The error of a store as it is told: CatalogError UNAVAILABLE with `retryAfterMs` where the store cannot answer at the
 * moment, its cause with it; as it is where it is a fault of ours.
 */
export function storeError(error: unknown): unknown {
  if (error instanceof CatalogError) return error;
  const message = meaningOf(error);
  if (message === null) return error;
  const told = new CatalogError('UNAVAILABLE', message, { retryAfterMs: RETRY_AFTER_MS });
  told.cause = error;
  return told;
}

/** Whether an error says, or was caused by one that says, that the disk is full. */
export const isDiskFull = (error: unknown): boolean =>
  isFull(error) || (error instanceof CatalogError && isFull(error.cause));

/** What JSON escapes and every store keeps: a backslash, and a whole pair. */
const KEPT_IN_JSON = /\\\\|\\ud[89ab][\da-f]{2}\\ud[c-f][\da-f]{2}/gi;

const isUnkeptJson = (text: string): boolean =>
  /^[[{"]/.test(text) && text.includes('\\u') && /\\u(?:0000|d[89a-f])/i.test(text.replace(KEPT_IN_JSON, ''));

function isUnkept(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() || isUnkeptJson(value);
  return Array.isArray(value) && value.some(isUnkept);
}

/**
 * PostgreSQL keeps neither U+0000 nor half of a surrogate pair, hence no store of ours does. Throws CatalogError
 * BAD_USER_INPUT where a parameter of a statement holds one.
 */
export function refuseUnkept(parameters: readonly unknown[]): void {
  if (!parameters.some(isUnkept)) return;
  const what = 'U+0000 (NUL) or half of a surrogate pair, which no text of the catalog may';
  throw new CatalogError('BAD_USER_INPUT', `A text holds ${what}: take it out.`);
}
