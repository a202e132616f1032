/**
 * The cursor of an event: its number in the log, so that a place in the change feed, in `contractChanges` and in
 * the subscriptions is one and the same.
 */
export function encodeEventCursor(seq: number): string {
  return Buffer.from(JSON.stringify([seq]), 'utf8').toString('base64url');
}

/** The number an event cursor stands for; null where it is none, or one that is spelt otherwise than it was given. */
export function decodeEventCursor(cursor: string): number | null {
  const [, digits] = /^\[(\d{1,15})\]$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  if (digits === undefined) return null;
  return encodeEventCursor(Number(digits)) === cursor ? Number(digits) : null;
}
