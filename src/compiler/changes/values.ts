import { meaning, NO_MEND, row } from './row.js';

const ANY = 'Handle any value.';

/** Values and constraints: promises of the provider, so tighter is stronger. */
export const valueRows = {
  enum_added: row(
    '✗✓',
    'major',
    'New values may come.',
    'Handle the new values.',
    'The list was a promise. `enum_open` says beforehand that it may grow.',
  ),
  enum_removed: row(
    '!✗',
    'minor',
    'Values come no more.',
    'Check filters on them: they find nothing silently.',
    'All new values were possible before, but a filter on a missing one fails without a word.',
  ),
  enum_introduced: row(
    '✓✗',
    'minor',
    'A free column has a list of values now.',
    NO_MEND,
    'The provider promises more.',
  ),
  enum_dropped: row('✗✓', 'major', 'A list of values holds no more.', ANY, 'The promise is gone.'),
  enum_meta: row('✓✓', 'patch', 'The order of the values changed.', NO_MEND, 'The set of values is the same.'),
  unique_added: row('✓✗', 'minor', 'A column is unique now.', NO_MEND, 'The provider promises more.'),
  unique_removed: row(
    '✗✓',
    'major',
    'A column is unique no more.',
    'Expect duplicates in joins.',
    'A join on it may multiply rows.',
  ),
  pk_added: row('✓✗', 'minor', 'A primary key is declared.', NO_MEND, 'The grain is the same, and promised now.'),
  pk_changed: row(
    '✗✗',
    'major',
    'The primary key, hence the grain, is another one.',
    'Check joins and aggregations.',
    'A row means something else.',
  ),
  fk_changed: row(
    '✓✗',
    'minor',
    'A column refers to another table now.',
    NO_MEND,
    'The provider promises more.',
    meaning('✗✓', 'major', 'A column no longer refers to another table.', 'Expect keys without a match.'),
  ),
  bound_tightened: row('✓✗', 'minor', 'A bound is tighter.', NO_MEND, 'All new values are within the old bound.'),
  bound_loosened: row(
    '✗✓',
    'major',
    'A bound is looser or gone.',
    'Handle values beyond the old bound.',
    'Values come that were promised not to.',
  ),
  pattern_added: row(
    '✓✗',
    'minor',
    'A column has a pattern or format now.',
    NO_MEND,
    'The provider promises more.',
    meaning('✗✓', 'major', 'A column has no pattern or format any more.', ANY),
  ),
  pattern_changed: row(
    '✗✗',
    'major',
    'The pattern of a column is another one.',
    'Check what you parse by the old pattern.',
    'Whether one pattern includes the other is not proven.',
  ),
};
