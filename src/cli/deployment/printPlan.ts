import type { Change, ChangeKind, Plan } from '../../adapters/deploy/deployment.js';
import type { Terminal } from '../terminal/Terminal.js';

const SIGNS: Readonly<Record<ChangeKind, string>> = { ADD: '+', CHANGE: '~', REVOKE: '-', FOREIGN: '? foreign' };
const STYLES = { ADD: 'green', CHANGE: 'yellow', REVOKE: 'red', FOREIGN: 'yellow' } as const;

/** What is told of a change behind its path: of a grant what it allows. */
function said({ path, expected, found }: Change): string {
  if (expected !== null && path.endsWith(` ${expected}`)) return '';
  if (expected === null) return found === null || path.endsWith(` ${found}`) ? '' : `: ${found}`;
  return `: ${expected}${found === null ? '' : ` (has only ${found})`}`;
}

/** `+ namespace sales.gold`, `+ grant analysts on sales.gold: READ`, `? foreign grant intruder on sales.gold: TABLE_READ_DATA` */
const lineOf = (terminal: Terminal, change: Change): string =>
  terminal.paint(STYLES[change.kind], `${SIGNS[change.kind]} ${change.path}${said(change)}`);

const WORDS: readonly (readonly [ChangeKind, string])[] = [
  ['ADD', 'to add'],
  ['CHANGE', 'to change'],
  ['REVOKE', 'to revoke'],
  ['FOREIGN', 'foreign'],
];

function countsOf({ changes, waiting }: Plan): string {
  const counts = WORDS.map(([kind, word]) => [changes.filter((each) => each.kind === kind).length, word] as const);
  const told = [...counts, [waiting.length, 'waiting for a table'] as const].filter(([count]) => count > 0);
  return told.map(([count, word]) => `${count} ${word}`).join(', ');
}

/** Prints a plan as a diff, a line a change, and how many there are of each kind. */
export function printPlan(terminal: Terminal, plan: Plan): void {
  const { changes, waiting } = plan;
  if (changes.length === 0) terminal.out('All stands as the catalog asks for it.');
  for (const change of changes) terminal.out(lineOf(terminal, change));
  for (const { path, expected, until } of waiting)
    terminal.out(terminal.paint('dim', `. ${path}: ${expected}, once ${until}`));
  if (changes.length + waiting.length > 0) terminal.out(`\n${countsOf(plan)}`);
}

/** A plan as `--json` prints it. */
export const planAsJson = ({ changes, waiting }: Plan): object => ({
  changes: changes.map(({ path, kind, expected, found }) => ({ path, kind, expected, found })),
  waiting,
});
