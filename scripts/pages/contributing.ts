import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CHANGE_ROWS } from '../../src/compiler/changes/index.js';
import type { Bump, ChangeRow, Meaning, Verdict } from '../../src/compiler/changes/row.js';
import { SIGN } from './contracts.js';

const FILE = path.join(import.meta.dirname, '../..', 'CONTRIBUTING.md');
const TABLE = /(<!-- severities -->\n)[^]*?(<!-- end of severities -->)/;

const GRAVEST_FIRST: readonly Verdict[] = ['breaking', 'risky', 'compatible'];
const BUMPS: readonly Bump[] = ['major', 'minor', 'patch'];

interface Kind {
  readonly name: string;
  readonly meaning: Meaning;
}

const kindsOf = ([id, row]: [string, ChangeRow]): Kind[] => [
  { name: `\`${id}\``, meaning: row },
  ...(row.reverse ? [{ name: `\`${id}\` ↩`, meaning: row.reverse }] : []),
];

const alike = (a: Meaning, b: Omit<Meaning, 'what' | 'consumer'>): boolean =>
  a.backward === b.backward && a.forward === b.forward && a.bump === b.bump;

/** A line for each severity that some kind of change has, gravest first. */
function severities(): string {
  const kinds = Object.entries(CHANGE_ROWS).flatMap(kindsOf);
  const all = GRAVEST_FIRST.flatMap((backward) =>
    GRAVEST_FIRST.flatMap((forward) => BUMPS.map((bump) => ({ backward, forward, bump }))),
  );
  const lines = all.flatMap((each) => {
    const names = kinds.filter(({ meaning }) => alike(meaning, each)).map(({ name }) => name);
    return names.length > 0
      ? [`| ${SIGN[each.backward]} | ${SIGN[each.forward]} | ${each.bump} | ${names.join(', ')} |`]
      : [];
  });
  return ['| backward | forward | bump | kinds |', '|:-:|:-:|---|---|', ...lines].join('\n');
}

/** CONTRIBUTING.md with its table of severities, printed from the rows that docs/contracts.md tells in full. */
export const contributingPage = (): string =>
  readFileSync(FILE, 'utf8').replace(TABLE, (_, begin: string, end: string) => `${begin}\n${severities()}\n\n${end}`);
