import type { UserError } from '../../errors.js';

/**
 * The conflict of a caller who expects another version than the one that stands, which it tells; null where he expects
 * none, or this one.
 */
export function notExpected(
  subject: string,
  expected: string | null | undefined,
  standing: string | null,
): UserError | null {
  if (expected == null || expected === standing) return null;
  const message = `${subject} stands at ${standing ?? 'no version'}, not at ${expected}.`;
  return { code: 'CONFLICT', path: ['input', 'expectedVersion'], message };
}

/** The same of the version that is announced. */
export function notExpectedToCome(
  subject: string,
  expected: string | null | undefined,
  announced: string,
): UserError | null {
  if (expected == null || expected === announced) return null;
  const message = `${subject} ${announced} is announced, not ${expected}.`;
  return { code: 'CONFLICT', path: ['input', 'expectedVersion'], message };
}
