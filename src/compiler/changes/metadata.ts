import { meaning, NO_MEND, row } from './row.js';

/** What is said about the data, and the rules of the contract itself. */
export const metadataRows = {
  doc_changed: row('✓✓', 'patch', 'A description changed.', NO_MEND, 'Nothing about the data changed.'),
  deprecated_set: row(
    '✓✓',
    'minor',
    'It is deprecated now.',
    'Plan to stop reading it.',
    'It still stands; the notice begins.',
    meaning('!!', 'minor', 'It is deprecated no longer.', 'Check what you planned.'),
  ),
  unit_or_grain: row(
    '✗✗',
    'major',
    'The unit, currency, grain or meaning changed.',
    'Convert, or recompute what you derived.',
    'The same number means something else; only the provider can say so (`semantic`).',
  ),
  mode_changed: row(
    '✗✗',
    'major',
    'The compatibility mode or the notice period promises less.',
    'Expect changes the contract kept away so far.',
    'A weaker mode is itself a broken promise; the past is not judged again.',
    meaning('✓✓', 'major', 'The compatibility mode or the notice period promises more.', NO_MEND),
  ),
};
