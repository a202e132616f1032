/** The names that stand in SQL for Jinja. None of them can be a column's or a table's. */
export const PLACEHOLDER = /^floe__/i;

/** What cannot be told: it may be anything. */
export const UNKNOWN = 'floe__unknown';
/** A value of the run, which comes from no column: `var('x')`, `run_started_at`. */
export const VALUE = 'floe__value';
/** A macro whose text is not at hand, as a call with the columns that it names. */
export const MACRO = 'floe__macro';
/** A macro that reads the columns that it is given, and no others. */
export const KNOWN_MACRO = 'floe__known';
/** A macro that hashes the columns that it is given. */
export const HASH_MACRO = 'floe__hash';
/** `{{ this }}`: the model's own table, as it was before. What comes from it came from elsewhere at first. */
export const THIS = 'floe__this';
