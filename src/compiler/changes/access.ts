import { NO_MEND, row } from './row.js';

/** Who may read (ADR-0021, Data Product Manifest, `access`). */
export const accessRows = {
  grant_revoked_used: row(
    '✗✗',
    'major',
    'A grant was revoked that a contract stands on.',
    'Ask the provider for a new grant, or stop reading.',
    'The consumer may read no more.',
  ),
  grant_revoked_unused: row(
    '!!',
    'minor',
    'A grant was revoked that nobody uses.',
    NO_MEND,
    'No contract stands on it.',
  ),
  grant_added: row('✓✓', 'minor', 'A grant was added.', NO_MEND, 'More may read; look twice where the data is PII.'),
};
