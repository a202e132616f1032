import { distance } from 'fastest-levenshtein';
import type { SourceLocation } from '../../source.js';
import type { GovernedColumn } from './classifiedColumns.js';
import { HANDLING_NAMES } from './handling.js';
import type { Mapping } from '../../values/json.js';

/** Something under `x-floe` or `meta.floe` of a column that is meant to govern it and does not. */
export interface HandlingProblem {
  readonly column: string;
  readonly key: string;
  readonly value: unknown;
  /** The key as it is spelt right, and what its values are. */
  readonly meant: string;
  readonly values: string;
  /** The key is right, its value is not. */
  readonly kind: 'value' | 'spelling';
  readonly location: SourceLocation;
}

interface Kind {
  readonly values: string;
  fits(value: unknown): boolean;
}

const TEXT: Kind = { values: 'a text', fits: (value) => typeof value === 'string' && value !== '' };
const FLAG: Kind = { values: 'true or false', fits: (value) => typeof value === 'boolean' };
const DAYS: Kind = { values: 'a number of days', fits: (value) => typeof value === 'number' && value > 0 };
const KINDS: Readonly<Record<string, Kind>> = {
  [HANDLING_NAMES.classification]: TEXT,
  [HANDLING_NAMES.encrypted]: FLAG,
  [HANDLING_NAMES.maskedInNonProd]: FLAG,
  [HANDLING_NAMES.retentionDays]: DAYS,
  [HANDLING_NAMES.declassified]: TEXT,
};
const NAMES = Object.keys(KINDS);
/** So many letters may be wrong in a name that is taken for another. */
const MOST_EDITS = 2;

/** What documents say of how columns are governed and nobody can read: a misspelt key, a value of the wrong kind. */
export const handlingProblems = (columns: readonly GovernedColumn[]): HandlingProblem[] =>
  columns.flatMap(({ name, stated }) =>
    stated.flatMap(({ values, locate }) =>
      problemsOf(values).map((each) => ({ ...each, column: name, location: locate(each.key) })),
    ),
  );

function problemsOf(values: Mapping): Omit<HandlingProblem, 'column' | 'location'>[] {
  return Object.entries(values).flatMap(([key, value]): Omit<HandlingProblem, 'column' | 'location'>[] => {
    const own = Object.hasOwn(KINDS, key) ? KINDS[key] : undefined;
    if (own) return own.fits(value) ? [] : [{ key, value, meant: key, values: own.values, kind: 'value' }];
    const meant = NAMES.find((each) => distance(each, key.toLowerCase().replaceAll('-', '_')) <= MOST_EDITS);
    const kind = meant === undefined ? undefined : KINDS[meant];
    return meant !== undefined && kind ? [{ key, value, meant, values: kind.values, kind: 'spelling' }] : [];
  });
}
