import { NO_MEND, row } from './row.js';

const STOP = 'Stop reading it before the notice ends.';

/** Tables and columns that come, go and are renamed. */
export const structureRows = {
  table_added: row('✓✓', 'minor', 'An output port was added.', NO_MEND, 'What is new starts its own history.'),
  table_removed: row('✗✓', 'major', 'An output port was removed.', STOP, 'Nobody can read what is not there.'),
  table_renamed: row(
    '✗✗',
    'major',
    'An output port bears another name.',
    'Name the new port; ask for both names during the notice.',
    'A ref to the old name leads nowhere; kept as a second port for the notice period it breaks nobody.',
  ),
  physical_location: row(
    '✗✗',
    'major',
    'The table is another one.',
    'Read from the new table.',
    'Whoever reads by SQL reads the old table.',
  ),
  col_added_optional: row(
    '✓✓',
    'minor',
    'An optional column was added.',
    NO_MEND,
    'A consumer reads by name and ignores what it does not know (ADR-0021: the provider can add columns).',
  ),
  col_added_required: row(
    '✓✗',
    'minor',
    'A required column was added.',
    'Nothing, unless you read history: older rows lack it.',
    'New rows have more than was promised; old rows lack what is promised now.',
  ),
  col_removed_required: row('✗✓', 'major', 'A required column was removed.', STOP, 'ADR-0021: not remove.'),
  col_removed_optional: row(
    '✗✓',
    'major',
    'An optional column was removed.',
    STOP,
    'ADR-0021: not remove. A query that selects it fails; a schema registry would let it pass.',
  ),
  col_renamed: row(
    '✗✗',
    'major',
    'A column was renamed.',
    'Read the new name before the notice ends.',
    'Neither side finds the other name.',
  ),
  col_renamed_alias: row(
    '✗✓',
    'major',
    'A column was renamed; the contract knows its old name.',
    'Read the new name before the notice ends.',
    'The alias or stable id leads a new reader to the old data, but no query that selects the old name.',
  ),
  col_reordered: row('✓✓', 'patch', 'The order of the columns changed.', NO_MEND, 'Consumers read by name.'),
  col_case_only: row(
    '!!',
    'patch',
    'The name of a column differs by case or quotes only.',
    'Check readers that compare names exactly.',
    'Whether the names are one depends on the engine.',
  ),
};
