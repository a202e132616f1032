import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readBudgets, type Budget } from '../../bench/measured.js';

const FILE = path.join(import.meta.dirname, '../..', 'docs', 'benchmarks.md');
const TABLE = /(<!-- budget -->\n)[^]*?(<!-- end of budget -->)/;

function line([name, budget]: [string, Budget]): string {
  const { what, target, measured } = budget;
  const [sign, limit] = 'floor' in budget ? ['>=', budget.floor] : ['<=', budget.ceiling];
  const met = measured !== undefined && ('floor' in budget ? measured >= target : measured <= target);
  const state = measured === undefined ? 'not measured' : `${measured}${met ? '' : ', missed'}`;
  return `| ${what} | \`${name}\` | ${sign} ${target} | ${state} | ${sign} ${limit} |`;
}

/** docs/benchmarks.md with its table of the budget, printed from bench/budget.json. */
export const benchmarksPage = (): string =>
  readFileSync(FILE, 'utf8').replace(TABLE, (_, begin: string, end: string) => {
    const head = ['| what | measure | target | last recorded | let pass by `--check` |', '|---|---|---|---|---|'];
    return `${begin}\n${[...head, ...Object.entries(readBudgets()).map(line)].join('\n')}\n\n${end}`;
  });
