/** ✓ compatible, ! reported without blocking, ✗ breaking. */
export type Verdict = 'compatible' | 'risky' | 'breaking';
export type Bump = 'major' | 'minor' | 'patch';

/** What a kind of change means in both directions. */
export interface Meaning {
  /** Does an unchanged consumer of the old terms survive what the new terms deliver? */
  readonly backward: Verdict;
  /** Can a consumer of the new terms read what the old terms delivered? */
  readonly forward: Verdict;
  readonly bump: Bump;
  /** What happened, for people. */
  readonly what: string;
  /** What a consumer does about it. */
  readonly consumer: string;
}

/** One kind of change: a row of the table of changes (docs/contracts.md). `reverse`: the same change the other way round. */
export interface ChangeRow extends Meaning {
  /** Why the row says what it says. */
  readonly why: string;
  readonly reverse?: Meaning;
}

const SIGNS: Readonly<Record<string, Verdict>> = { '✓': 'compatible', '!': 'risky', '✗': 'breaking' };

/**
 * A meaning from the signs of the table: `meaning('✗✓', 'major', ...)` breaks backward and not forward. Throws
 * RangeError for other signs.
 */
export function meaning(signs: string, bump: Bump, what: string, consumer: string): Meaning {
  const [backward, forward] = [...signs].map((sign) => SIGNS[sign]);
  if (!backward || !forward) throw new RangeError(`"${signs}" are no two signs of the table`);
  return { backward, forward, bump, what, consumer };
}

/** A row from the signs of the table, with the reason for them. Throws RangeError for other signs. */
export const row = (
  signs: string,
  bump: Bump,
  what: string,
  consumer: string,
  why: string,
  reverse?: Meaning,
): ChangeRow => ({ ...meaning(signs, bump, what, consumer), why, ...(reverse && { reverse }) });

export const NO_MEND = 'Nothing to do.';
