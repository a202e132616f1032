import { meaning, NO_MEND, row } from './row.js';

/** Governance, SLA and quality: judged alike in every mode but `none`. */
export const promiseRows = {
  class_raised: row(
    '✗✗',
    'major',
    'The classification was raised: values may be masked, access is narrower.',
    'Check that you may still read it in the clear.',
    'PII means encrypted and masked (ADR-0021, Enterprise Manifest): values and access change.',
  ),
  class_lowered: row(
    '!!',
    'minor',
    'The classification was lowered.',
    NO_MEND,
    'Consumers go on; governance of the provider must have agreed.',
  ),
  class_changed: row(
    '!!',
    'minor',
    'The classification changed; which is stronger is not known here.',
    'Check what the new level asks of you.',
    'One of the levels is not in the list.',
  ),
  masking_changed: row(
    '✗✗',
    'major',
    'How a column is encrypted or masked changed.',
    'Check that you still read the values you need.',
    'The values that arrive are others.',
  ),
  sla_tightened: row('✓✓', 'minor', 'The SLA promises more.', NO_MEND, 'More than was promised harms nobody.'),
  sla_loosened: row(
    '✗✗',
    'major',
    'The SLA promises less.',
    'Check it against what you promise yourself.',
    'Breaking for the contracts whose requirement it no longer meets, reported to the rest.',
  ),
  sla_unit: row('✓✓', 'patch', 'The SLA is written in another unit.', NO_MEND, 'The same promise.'),
  eol_earlier: row(
    '✗✗',
    'major',
    'The end of support or of life comes earlier.',
    'Move before the new date.',
    'A sunset that was announced may be put off, not brought forward.',
    meaning('✓✓', 'minor', 'The end of support or of life comes later.', NO_MEND),
  ),
  quality_added: row('✓✓', 'minor', 'A quality target was added or raised.', NO_MEND, 'The provider promises more.'),
  quality_weaker: row(
    '✗✗',
    'major',
    'A quality target was removed or lowered.',
    'Check it against what you need.',
    'The provider promises less.',
  ),
  quality_query: row(
    '!!',
    'minor',
    'How a quality rule is measured changed.',
    'Compare the old and the new measure.',
    'Whether it asks for more or less is not known.',
  ),
  promise_changed: row(
    '!!',
    'minor',
    'Something promised changed that this catalog cannot judge.',
    'Look at it yourself.',
    'What is not known is told, never passed over.',
  ),
};
