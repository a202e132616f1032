import { CASES, expectedOf, readCase, usesOf, type Case } from './read.js';
import { ALL } from './statement.js';

const DIALECTS = ALL.split(' ');

/** r: parsed; u: its used columns are right; o: the origins of its columns are right. Capital where all statements are. */
function cellOf(cases: readonly Case[]): string {
  if (cases.length === 0) return '';
  const readings = cases.map((each) => ({ each, found: readCase(each) }));
  const isRead = readings.filter(({ found }) => found.problem === null).length;
  const isUsed = cases.filter((each) => usesOf(each) === each.statement.uses).length;
  const isTold = readings.filter(
    ({ each, found }) => JSON.stringify(sorted(found.gives)) === JSON.stringify(sorted(expectedOf(each.statement))),
  ).length;
  const counts = [isRead, isUsed, isTold];
  return counts.every((count) => count === cases.length) ? `${cases.length}` : `${counts.join('/')} of ${cases.length}`;
}

const sorted = (map: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));

/** Constructs by dialects: how many statements are read, with their used columns and origins. */
export function statementTable(): string {
  const constructs = [...new Set(CASES.map(({ statement }) => statement.construct))];
  const rows = constructs.map((construct) => {
    const own = CASES.filter(({ statement }) => statement.construct === construct);
    const cells = DIALECTS.map((dialect) => cellOf(own.filter(({ compute }) => compute === dialect)));
    return `| ${[construct.replaceAll('|', '\\|'), ...cells].join(' | ')} |`;
  });
  const totals = DIALECTS.map((dialect) => CASES.filter(({ compute }) => compute === dialect).length);
  return [
    `| construct | ${DIALECTS.join(' | ')} |`,
    `|---|${DIALECTS.map(() => '--:|').join('')}`,
    ...rows,
    `| **all ${CASES.length}** | ${totals.join(' | ')} |`,
    '',
  ].join('\n');
}
