import { jsonPropertiesOf } from './rows/columns/jsonColumn.js';
import { columnsOf, Sql, sql, tableOf, type RowClass } from './sql.js';

export type { RowClass } from './sql.js';

/** Whether rows of the class have a column of this property. */
export const isColumn = (row: RowClass<unknown>, name: string): boolean =>
  columnsOf(row).some(({ property }) => property === name);

/** Whether a column holds JSON, to be parsed where it is read. */
export const isJson = (row: RowClass<unknown>, property: string): boolean => jsonPropertiesOf(row).has(property);

/** What is wanted of the rows of a class: some columns, and of the rows that they refer to. */
export interface Wanted {
  readonly row: RowClass<unknown>;
  /** By the names of properties. */
  readonly columns: ReadonlySet<string>;
  readonly joined: readonly Joined[];
  /** Whether the rows are asked for their places in a list. */
  readonly places: boolean;
}

/** A row that another refers to by its id, which is among what is wanted; it stands in that one under a name, null where there is none. */
export interface Joined {
  readonly name: string;
  /** The property of the other row that holds the id. */
  readonly key: string;
  readonly wanted: Wanted;
}

type Row = Record<string, unknown>;

/** Wanted columns as a statement names them. */
export interface Selected {
  readonly select: Sql;
  /** What is to stand behind the row's own table. */
  readonly joins: Sql;
  /** Puts the joined rows into those that refer to them. */
  readonly shape: (records: readonly Row[]) => void;
}

/** How a row that was joined is taken out of the record it came in. */
interface Taking {
  readonly name: string;
  readonly id: string;
  readonly cells: readonly (readonly [property: string, cell: string])[];
  readonly inner: readonly Taking[];
}

class Selecting {
  readonly list: string[] = [];
  readonly joins: string[] = [];
  readonly json: string[] = [];

  /** Selects columns of the table of this alias; `before` stands before the names of their cells. */
  select(wanted: Wanted, alias: string, before: string): Taking[] {
    const json = jsonPropertiesOf(wanted.row);
    for (const { property, column } of columnsOf(wanted.row)) {
      if (!wanted.columns.has(property)) continue;
      this.list.push(`${alias}."${column}" AS "${before}${property}"`);
      if (json.has(property)) this.json.push(before + property);
    }
    return wanted.joined.map((joined) => this.join(joined, wanted.row, { alias, before }));
  }

  private join({ name, key, wanted }: Joined, from: RowClass<unknown>, at: { alias: string; before: string }): Taking {
    const [alias, before] = [`${at.alias}_${name}`, `${at.before}${name}.`];
    const column = columnsOf(from).find(({ property }) => property === key)?.column;
    this.joins.push(`LEFT JOIN ${tableOf(wanted.row)} ${alias} ON ${alias}.id = ${at.alias}."${column}"`);
    const cells = [...wanted.columns].map((property) => [property, before + property] as const);
    const inner = this.select(wanted, alias, before);
    return { name, id: `${before}id`, cells, inner };
  }
}

function taken(record: Row, { id, cells, inner }: Taking): Row | null {
  if (record[id] === null) return null;
  const row: Row = {};
  for (const [property, cell] of cells) row[property] = record[cell];
  for (const each of inner) row[each.name] = taken(record, each);
  return row;
}

const made = new WeakMap<Wanted, Map<string, Selected>>();

/** Wanted columns in a statement that calls their table by this alias; of the house's own aliases each is made once. */
export function selected(wanted: Wanted, alias: string): Selected {
  const known = made.get(wanted) ?? new Map<string, Selected>();
  made.set(wanted, known);
  const found = known.get(alias) ?? select(wanted, alias);
  known.set(alias, found);
  return found;
}

function select(wanted: Wanted, alias: string): Selected {
  const selecting = new Selecting();
  const takings = selecting.select(wanted, alias, '');
  return {
    select: new Sql(sql.raw(selecting.list.join(', ')).parts, selecting.json),
    joins: sql.raw(selecting.joins.join(' ')),
    shape: (records) => {
      for (const taking of takings) for (const record of records) record[taking.name] = taken(record, taking);
    },
  };
}
