import { enumerate } from '../../rules/rule/words.js';
import type { PatternGap } from '../migration/patternGaps.js';
import type { Diagnostic } from '../../diagnostic.js';
import { renderLocations } from '../../report/locations.js';
import type { MigrationPlan, Rename } from '../migration/migration.js';

/** With more renames than this, one of each layer stands for the others. */
const MOST_SHOWN = 20;

type Shown = Pick<MigrationPlan, 'renames' | 'undecided' | 'diagnostics' | 'gaps' | 'lacking' | 'to'>;

/** The first of each layer. */
const examples = (renames: readonly Rename[]): Rename[] =>
  renames.filter(({ layer }, index) => renames.findIndex((each) => each.layer === layer) === index);

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);
const found = (diagnostics: readonly Diagnostic[]): string[] =>
  indented(renderLocations(diagnostics).trimEnd().split('\n'));

function counted({ length }: readonly unknown[]): string {
  return length === 1 ? '1 model requires renaming' : `${length} models require renaming`;
}

const added = ({ model, is, lacks }: PatternGap): string => `${model}, a ${is}: ${enumerate(lacks, 'and')}`;

/** What `floe migrate analyze` prints (ADR-0021, Pattern Migration); with `all`, every rename. */
export function renderMigration({ renames, undecided, diagnostics, gaps, lacking, to }: Shown, all = false): string {
  const shown = all || renames.length <= MOST_SHOWN ? renames : examples(renames);
  const blocks = [
    indented([...shown.map((rename) => `${rename.from} → ${rename.to ?? ''}`), counted(renames)]),
    undecided.length === 0
      ? []
      : ['Undecided:', ...indented(undecided.map(({ from, reason }) => `${from}: ${reason}`))],
    diagnostics.length === 0 ? [] : ['In the way:', ...found(diagnostics)],
    lacking.length === 0 ? [] : [`To be added for ${to}:`, ...indented(lacking.map(added))],
    gaps === null || gaps.length === 0 ? [] : [`Missing under ${to}:`, ...found(gaps)],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}
