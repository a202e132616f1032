import { meaning, NO_MEND, row } from './row.js';

const NULLS = 'Handle nulls before the notice ends.';

/** Null and default. `required` means: never null (Open Data Contract Standard). */
export const nullabilityRows = {
  optional_to_required: row(
    '✓✗',
    'minor',
    'A column is never null any more.',
    NO_MEND,
    'The provider promises more; rows of before may still be null.',
  ),
  required_to_optional: row('✗✓', 'major', 'A column may be null now.', NULLS, 'The promise of a value is gone.'),
  default_removed: row(
    '✓!',
    'minor',
    'A required column has no default any more.',
    'Nothing, unless you read history: there is nothing to fill gaps with.',
    'Older versions may lack the column; a transitive mode tells whether one does.',
  ),
  default_changed: row(
    '!!',
    'patch',
    'The default of a column is another one.',
    'Check what you read from the default.',
    'The same row means another value.',
  ),
  item_nullability: row(
    '✓✗',
    'minor',
    'The elements of a list or map are never null any more.',
    NO_MEND,
    'As for a column, one level deeper.',
    meaning('✗✓', 'major', 'The elements of a list or map may be null now.', NULLS),
  ),
};
