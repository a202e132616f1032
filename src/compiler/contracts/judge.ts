import type { CompatibilityMode } from '../artifact.js';
import { changeRow, type ChangeRule } from '../changes/index.js';
import type { Bump, Meaning, Verdict } from '../changes/row.js';
import type { Change } from './diff/change.js';
import { MODES } from './diff/modes.js';

export type ChangeSeverity = 'breaking' | 'risky' | 'compatible' | 'info';

/** A change with what it means to the contract's consumer. */
export interface JudgedChange extends Change {
  readonly severity: ChangeSeverity;
  readonly bump: Bump;
  readonly message: string;
  /** The policy that made less of it than its row says. */
  readonly demotedBy?: string;
}

/** What is known of the contract beside its mode. */
export interface Judging {
  readonly mode: CompatibilityMode;
  /** Rows that the enterprise takes for risky where they would break, and who says so. */
  readonly demoted?: { readonly rules: readonly string[]; readonly by: string };
  /** Whether the consumer's own requirement is still met after an SLA was loosened; absent where nobody knows. */
  readonly meets?: (change: Change) => boolean;
  /** Whether a change is about anything that the consumer reads; absent where nobody knows. */
  readonly reaches?: (change: Change) => boolean;
}

const WEIGHT: Readonly<Record<Verdict, number>> = { compatible: 0, risky: 1, breaking: 2 };

const worse = (a: Verdict, b: Verdict): Verdict => (WEIGHT[a] >= WEIGHT[b] ? a : b);

/** What a row means in the direction of the change. */
export function meaningOf({ rule, reverse }: Pick<Change, 'rule' | 'reverse'>): Meaning {
  const row = changeRow(rule);
  return (reverse && row.reverse) || row;
}

/** The verdict of a row in a mode, by the table alone. `none` promises nothing, so nothing breaks it. */
export function verdictIn(change: Pick<Change, 'rule' | 'reverse'>, mode: CompatibilityMode): Verdict {
  const meaning = meaningOf(change);
  const { backward, forward } = MODES[mode];
  const judged = [...(backward ? [meaning.backward] : []), ...(forward ? [meaning.forward] : [])];
  return judged.reduce(worse, 'compatible');
}

const LOOSER: readonly ChangeRule[] = ['sla_loosened', 'quality_weaker'];

function verdictOf(
  change: Change,
  { mode, demoted, meets, reaches }: Judging,
): { verdict: Verdict; demotedBy?: string } {
  const verdict = reaches && !reaches(change) ? 'compatible' : verdictIn(change, mode);
  if (verdict !== 'breaking') return { verdict };
  if (change.open || (LOOSER.includes(change.rule) && meets?.(change))) return { verdict: 'risky' };
  return demoted?.rules.includes(change.rule) ? { verdict: 'risky', demotedBy: demoted.by } : { verdict };
}

function severityOf(verdict: Verdict, bump: Bump): ChangeSeverity {
  return verdict === 'compatible' && bump === 'patch' ? 'info' : verdict;
}

/** A change that breaks needs a major version, whatever its row says for the usual mode; one that does not needs none. */
function bumpOf(verdict: Verdict, bump: Bump): Bump {
  if (verdict === 'breaking') return 'major';
  return bump === 'major' && verdict === 'compatible' ? 'minor' : bump;
}

const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function detail({ before, after, kind }: Change): string {
  if (kind === 'COLUMN_ADDED' || kind === 'COLUMN_REMOVED') return '';
  if (before === null) return ` (${show(after)})`;
  if (after === null) return ` (was ${show(before)})`;
  return ` (${show(before)} → ${show(after)})`;
}

function messageOf(change: Change): string {
  const { what, consumer } = meaningOf(change);
  const hint = change.hint === undefined ? '' : ` ${change.hint}.`;
  // A port that came or went has no place within itself, but a name.
  const place = change.path === '' ? show(change.before ?? change.after) : `${change.path}${detail(change)}`;
  return `${place}: ${what} ${consumer}${hint}`;
}

/** What the changes mean to a contract, seen by the consumer (docs/contracts.md). A mode alone judges by the table. */
export function judge(changes: readonly Change[], judging: CompatibilityMode | Judging): JudgedChange[] {
  const by = typeof judging === 'string' ? { mode: judging } : judging;
  return changes.map((change) => {
    const { verdict, demotedBy } = verdictOf(change, by);
    const { bump } = meaningOf(change);
    return {
      ...change,
      severity: severityOf(verdict, bump),
      bump: bumpOf(verdict, bump),
      message: messageOf(change),
      ...(demotedBy !== undefined && { demotedBy }),
    };
  });
}
