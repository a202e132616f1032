import { meaning, row } from './row.js';

const READ = 'Change how you read the column.';

/** What only structures have. Inside of them every other row holds too, at its path: `a.b`, `a[].b`, `m{}.b`. */
export const nestedRows = {
  map_key: row('✗✗', 'major', 'The keys of a map are of another type.', READ, 'A lookup by the old key finds nothing.'),
  struct_regrouped: row(
    '✗✗',
    'major',
    'A field moved into or out of a structure.',
    'Read it at its new place before the notice ends.',
    'Its path is another one in both directions.',
  ),
  union_branch: row(
    '✗✓',
    'major',
    'A column may be of a further type.',
    'Handle the new type.',
    'Values of a type come that was not promised.',
    meaning('✓✗', 'major', 'A column is no longer of one of its types.', 'Nothing, unless you read history.'),
  ),
};
