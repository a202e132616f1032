import type { CompatibilityMode } from '../artifact.js';
import type { Change } from './diff.js';
import { CHANGE_ROWS, type Bump, type Verdict } from './rows.js';

export type ChangeSeverity = 'breaking' | 'risky' | 'compatible' | 'info';

/** A change with what it means to the contract's consumer. */
export interface JudgedChange extends Change {
  readonly severity: ChangeSeverity;
  readonly bump: Bump;
  readonly message: string;
}

const WEIGHT: Readonly<Record<Verdict, number>> = { compatible: 0, risky: 1, breaking: 2 };

const worse = (a: Verdict, b: Verdict): Verdict => (WEIGHT[a] >= WEIGHT[b] ? a : b);

/** The verdict of a row in a mode. `none` promises nothing, so nothing breaks it; what would is still reported as risky. */
export function verdictIn(rule: Change['rule'], mode: CompatibilityMode): Verdict {
  const { backward, forward } = CHANGE_ROWS[rule];
  switch (mode) {
    case 'none':
      return worse(backward, forward) === 'compatible' ? 'compatible' : 'risky';
    case 'backward':
    case 'backward_transitive':
      return backward;
    case 'forward':
    case 'forward_transitive':
      return forward;
    case 'full':
    case 'full_transitive':
      return worse(backward, forward);
  }
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
  const { what, consumer } = CHANGE_ROWS[change.rule];
  return `${change.path}${detail(change)}: ${what} ${consumer}`;
}

/** What the changes mean under a compatibility mode, seen by the consumer (docs/contracts.md). */
export function judge(changes: readonly Change[], mode: CompatibilityMode): JudgedChange[] {
  return changes.map((change) => {
    const verdict = verdictIn(change.rule, mode);
    const { bump } = CHANGE_ROWS[change.rule];
    return { ...change, severity: severityOf(verdict, bump), bump: bumpOf(verdict, bump), message: messageOf(change) };
  });
}
