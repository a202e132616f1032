import { dialectOf } from '../../../../src/compiler/sql/dialect.js';
import type { ColumnOrigin } from '../../../../src/compiler/sql/relations/origin.js';
import { tryReadSql } from '../../../../src/compiler/sql/readSql.js';
import type { SqlRelation } from '../../../../src/compiler/sql/relations/relation.js';
import { usedColumns } from '../../../../src/compiler/sql/usedColumns.js';
import { LISTS } from './lists.js';
import { NAMES } from './names.js';
import { NESTED } from './nested.js';
import { SHADOWED } from './shadowed.js';
import type { Statement } from './statement.js';
import { TABLES } from './tables.js';

/** The relations that the statements read, with their columns. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  customers: ['id', 'email', 'name', 'address', 'tags', 'v', 'created_at', 'is_vip'],
  orders: ['id', 'customer_id', 'amount', 'kind', 'items', 'ordered_at'],
};

/** One statement in one dialect. */
export interface Case {
  readonly compute: string;
  readonly statement: Statement;
}

export const CASES: readonly Case[] = [...NAMES, ...LISTS, ...TABLES, ...NESTED, ...SHADOWED].flatMap((statement) =>
  statement.on.split(' ').map((compute) => ({ compute, statement })),
);

const textOf = ({ sql }: Statement): string =>
  sql.replace(/\bC\b/g, "{{ ref('customers') }}").replace(/\bO\b/g, "{{ ref('orders') }}");

const MARKS = { identity: '', transformation: '~', aggregation: '+', condition: '?' } as const;
const written = ({ relation, column, via, masking }: ColumnOrigin): string =>
  `${relation.name.slice(0, 1)}.${column}${MARKS[via]}${masking ? '#' : ''}`;

/** Origins as a set: a row that is known column by column is every column. */
function originsOf(from: readonly ColumnOrigin[], followed: boolean): string {
  if (!followed) return 'not followed';
  const all = new Set(from.map(written));
  for (const [name, columns] of Object.entries(COLUMNS))
    for (const mark of ['~', '~#', '+', '+#']) {
      if (!all.has(`${name.slice(0, 1)}.*${mark}`)) continue;
      for (const column of columns) all.delete(`${name.slice(0, 1)}.${column}${mark}`);
    }
  return all.size === 0 ? 'nothing' : [...all].sort().join(' ');
}

/** How a statement is read. `columnsOf` tells the columns of its relations. */
export function readCase(
  { compute, statement }: Case,
  columnsOf: (relation: SqlRelation) => readonly string[] | null = ({ name }) => COLUMNS[name] ?? null,
): { readonly problem: string | null; readonly gives: Readonly<Record<string, string>>; readonly gaps: number } {
  const reading = tryReadSql({ text: textOf(statement), compiled: false }, dialectOf(compute), { columnsOf });
  if ('problem' in reading) return { problem: reading.problem, gives: {}, gaps: 1 };
  const gives = Object.fromEntries(
    reading.columns.map(({ name, from, followed }) => [name, originsOf(from, followed)]),
  );
  return { problem: null, gives, gaps: reading.gaps.length };
}

/** What is right to read. */
export const expectedOf = ({ gives }: Statement): Record<string, string> =>
  Object.fromEntries(
    gives.split(', ').map((each) => {
      const [name = '', origins = ''] = each.split(': ');
      return [name, origins.startsWith('no') ? origins : origins.split(' ').sort().join(' ')];
    }),
  );

/** The columns of both relations that a statement uses, as `Statement.uses` writes them. */
export function usesOf({ compute, statement }: Case): string {
  const context = { columnsOf: ({ name }: SqlRelation) => COLUMNS[name] ?? null };
  return ['customers', 'orders']
    .map((name) => {
      if (!textOf(statement).includes(`'${name}'`)) return '';
      const relation: SqlRelation = { kind: 'ref', package: null, name };
      const code = { text: textOf(statement), compiled: false };
      const used = usedColumns(code, relation, COLUMNS[name] ?? null, { dialect: dialectOf(compute), context });
      return used ? used.columns.join(' ') : '*';
    })
    .join(' | ')
    .trim();
}
