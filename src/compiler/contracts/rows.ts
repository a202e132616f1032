/** ✓ compatible, ! reported without blocking, ✗ breaking. */
export type Verdict = 'compatible' | 'risky' | 'breaking';
export type Bump = 'major' | 'minor' | 'patch';

/** One kind of change and what it means: a row of the table of changes (docs/contracts.md). */
export interface ChangeRow {
  /** Does an unchanged consumer of the old terms survive what the new terms deliver? */
  readonly backward: Verdict;
  /** Can a consumer of the new terms read what the old terms delivered? */
  readonly forward: Verdict;
  readonly bump: Bump;
  /** What happened, for people. */
  readonly what: string;
  /** What a consumer does about it. */
  readonly consumer: string;
}

const row = (backward: Verdict, forward: Verdict, bump: Bump, what: string, consumer: string): ChangeRow => ({
  ...{ backward, forward, bump, what, consumer },
});

const NOTHING = 'Nothing to do.';

/** The changes that the catalog tells apart, by their stable ids. */
export const CHANGE_ROWS = {
  physical_location: row('breaking', 'breaking', 'major', 'The table is another one.', 'Read from the new table.'),
  col_added_optional: row('compatible', 'compatible', 'minor', 'An optional column was added.', NOTHING),
  col_added_required: row(
    'compatible',
    'breaking',
    'minor',
    'A required column was added.',
    'Nothing, unless you read history: older rows lack it.',
  ),
  col_removed_required: row(
    'breaking',
    'compatible',
    'major',
    'A required column was removed.',
    'Stop reading it before the notice ends.',
  ),
  col_removed_optional: row(
    'breaking',
    'compatible',
    'major',
    'An optional column was removed.',
    'Stop reading it before the notice ends.',
  ),
  optional_to_required: row('compatible', 'breaking', 'minor', 'A column is never null any more.', NOTHING),
  required_to_optional: row(
    'breaking',
    'compatible',
    'major',
    'A column may be null now.',
    'Handle nulls before the notice ends.',
  ),
  type_widened: row(
    'breaking',
    'compatible',
    'major',
    'A type holds more values than before.',
    'Widen the type you read it as.',
  ),
  type_narrowed: row(
    'risky',
    'breaking',
    'major',
    'A type holds fewer values than before.',
    'Check comparisons with values that cannot come any more.',
  ),
  type_incompatible: row('breaking', 'breaking', 'major', 'A type is another one.', 'Change how you read the column.'),
  param_grown: row('breaking', 'compatible', 'major', 'A length or precision grew.', 'Make room for longer values.'),
  param_shrunk: row('compatible', 'breaking', 'minor', 'A length or precision shrank.', NOTHING),
  decimal_scale: row(
    'breaking',
    'breaking',
    'major',
    'The scale of a decimal changed.',
    'Check rounding and comparisons.',
  ),
  kind_changed: row(
    'breaking',
    'breaking',
    'major',
    'A scalar became a structure, or the reverse.',
    'Change how you read the column.',
  ),
  enum_added: row('breaking', 'compatible', 'major', 'New values may come.', 'Handle the new values.'),
  enum_removed: row(
    'risky',
    'breaking',
    'minor',
    'Values come no more.',
    'Check filters on them: they find nothing silently.',
  ),
  enum_introduced: row('compatible', 'breaking', 'minor', 'A free column has a list of values now.', NOTHING),
  enum_dropped: row('breaking', 'compatible', 'major', 'A list of values holds no more.', 'Handle any value.'),
  unique_added: row('compatible', 'breaking', 'minor', 'A column is unique now.', NOTHING),
  unique_removed: row('breaking', 'compatible', 'major', 'A column is unique no more.', 'Expect duplicates in joins.'),
  pk_added: row('compatible', 'breaking', 'minor', 'A primary key is declared.', NOTHING),
  pk_changed: row(
    'breaking',
    'breaking',
    'major',
    'The primary key, hence the grain, is another one.',
    'Check joins and aggregations.',
  ),
  class_raised: row(
    'breaking',
    'breaking',
    'major',
    'The classification was raised: values may be masked, access is narrower.',
    'Check that you may still read it in the clear.',
  ),
  class_lowered: row('risky', 'risky', 'minor', 'The classification was lowered.', NOTHING),
  class_changed: row(
    'risky',
    'risky',
    'minor',
    'The classification changed; which is stronger is not known here.',
    'Check what the new level asks of you.',
  ),
  sla_tightened: row('compatible', 'compatible', 'minor', 'The SLA promises more.', NOTHING),
  sla_loosened: row(
    'breaking',
    'breaking',
    'major',
    'The SLA promises less.',
    'Check it against what you promise yourself.',
  ),
  quality_added: row('compatible', 'compatible', 'minor', 'A quality target was added or raised.', NOTHING),
  quality_weaker: row(
    'breaking',
    'breaking',
    'major',
    'A quality target was removed or lowered.',
    'Check it against what you need.',
  ),
  doc_changed: row('compatible', 'compatible', 'patch', 'The description changed.', NOTHING),
  mode_weaker: row(
    'breaking',
    'breaking',
    'major',
    'The compatibility mode or the notice period promises less.',
    'Expect changes the contract kept away so far.',
  ),
  mode_stricter: row(
    'compatible',
    'compatible',
    'major',
    'The compatibility mode or the notice period promises more.',
    NOTHING,
  ),
} as const satisfies Readonly<Record<string, ChangeRow>>;

export type ChangeRule = keyof typeof CHANGE_ROWS;
