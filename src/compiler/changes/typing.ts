import { NO_MEND, row } from './row.js';

const READ = 'Change how you read the column.';

/** Types, by the promotion lattice. */
export const typeRows = {
  type_widened: row(
    '✗✓',
    'major',
    'A type holds more values than before.',
    'Widen the type you read it as.',
    'Every old value is a new one, but not the reverse.',
  ),
  type_narrowed: row(
    '!✗',
    'major',
    'A type holds fewer values than before.',
    'Check comparisons with values that cannot come any more.',
    'Every new value was possible before; old values may not fit.',
  ),
  type_incompatible: row(
    '✗✗',
    'major',
    'A type is another one.',
    READ,
    'No value-preserving promotion leads from one to the other.',
  ),
  param_grown: row(
    '✗✓',
    'major',
    'A length or precision grew.',
    'Make room for longer values.',
    'Values come that did not fit before.',
  ),
  param_shrunk: row('✓✗', 'minor', 'A length or precision shrank.', NO_MEND, 'All new values fit the old type.'),
  decimal_scale: row(
    '✗✗',
    'major',
    'The scale of a decimal changed.',
    'Check rounding and comparisons.',
    'The same number is stored otherwise.',
  ),
  kind_changed: row(
    '✗✗',
    'major',
    'A scalar became a structure, or the reverse.',
    READ,
    'A structure is read otherwise than a scalar.',
  ),
  physical_type: row(
    '!!',
    'minor',
    'The physical type changed, the logical type did not.',
    'Check readers that rely on the physical type.',
    'No value changes; a driver may map it otherwise.',
  ),
  format_changed: row('✗✗', 'major', 'The format of a text changed.', READ, 'What was parsed by the old format fails.'),
};
