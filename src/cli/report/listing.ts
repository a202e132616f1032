import { table, type TableColumn } from '../terminal/table.js';
import type { Terminal } from '../terminal/Terminal.js';

/** What every list can be asked for. */
export interface ListOptions {
  readonly domain?: string;
  /** A team or an email. */
  readonly owner?: string;
  readonly text?: string;
  /** In lower case, as it is printed. */
  readonly status?: string;
  readonly wide?: boolean;
  readonly json?: boolean;
}

export interface ListedOwner {
  readonly team: string | null;
  readonly email: string | null;
}

/** An owner in a word: the team, else the email. */
export const ownerText = ({ team, email }: ListedOwner): string => team ?? email ?? '';

/** Whether one of these is the owner that is asked for; any is where nobody is. */
export const ownedBy = (owner: string | undefined, owners: readonly ListedOwner[]): boolean =>
  owner === undefined || owners.some(({ team, email }) => team === owner || email === owner);

/** Whether the value is the one that is asked for; any is where none is. */
export const isAsked = (asked: string | undefined, value: string): boolean => asked === undefined || asked === value;

/** A column of a list; a wide one is printed where `--wide` asks for it. */
export interface ListColumn<T> extends TableColumn {
  readonly wide?: boolean;
  readonly of: (listed: T) => string;
}

/** Prints a list: as wide as it is where `--wide` asks for all of it, also on a terminal that is narrower. */
export function printList<T>(
  terminal: Terminal,
  all: readonly ListColumn<T>[],
  listed: readonly T[],
  wide = false,
): void {
  const columns = all.filter((column) => wide || !column.wide);
  const rows = listed.map((each) => columns.map(({ of }) => of(each)));
  terminal.out(table(columns, rows, wide ? null : terminal.columns));
}
