import { getMetadataArgsStorage } from 'typeorm';
import { jsonPropertiesOf } from './rows/columns/jsonColumn.js';

export type Dialect = 'sqlite' | 'postgres';
export type SqlValue = string | number | null;

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly value: SqlValue }
  | { readonly kind: 'list'; readonly list: readonly SqlValue[] }
  | { readonly kind: 'anew' }
  | { readonly kind: 'dialects'; readonly pieces: Readonly<Record<Dialect, Sql>> }
  | { readonly kind: 'rows'; readonly types: readonly string[]; readonly rows: readonly (readonly SqlValue[])[] };

/** A statement as one database is given it. */
interface Rendered {
  readonly text: string;
  readonly parameters: unknown[];
  /** Whether it is to be planned for these parameters (`sql.anew`). */
  readonly anew: boolean;
}

/** A statement, or a piece of one, apart from its parameters and from the database that will run it. */
export class Sql {
  constructor(
    readonly parts: readonly Part[],
    /** Names of result columns that hold JSON. */
    readonly json: readonly string[] = [],
  ) {}

  /**
   * The text and parameters as one database wants them. A list is one parameter, so that the text does not depend on its
   * length; nor does that of many rows.
   */
  render(dialect: Dialect): Rendered {
    const rendering = new Rendering(dialect);
    return { text: rendering.textOf(this), parameters: rendering.parameters, anew: rendering.anew };
  }
}

type Rows = Extract<Part, { kind: 'rows' }>;

/** Makes a statement what one database is given. */
class Rendering {
  readonly parameters: unknown[] = [];
  anew = false;

  constructor(private readonly dialect: Dialect) {}

  textOf({ parts }: Sql): string {
    let text = '';
    for (const part of parts) text += this.partOf(part);
    return text;
  }

  private partOf(part: Part): string {
    if (part.kind === 'text') return part.text;
    if (part.kind === 'anew') {
      this.anew = true;
      return '';
    }
    if (part.kind === 'value') return this.bind(part.value);
    if (part.kind === 'dialects') return this.textOf(part.pieces[this.dialect]);
    if (part.kind === 'list') return this.listOf(part.list);
    return this.dialect === 'sqlite' ? this.jsonRows(part) : this.unnestedRows(part);
  }

  private bind(value: unknown): string {
    this.parameters.push(value);
    return this.dialect === 'sqlite' ? '?' : `$${this.parameters.length}`;
  }

  private listOf(list: readonly SqlValue[]): string {
    return this.dialect === 'sqlite'
      ? `IN (SELECT value FROM json_each(${this.bind(JSON.stringify(list))}))`
      : `= ANY(${this.bind(list)})`;
  }

  /** Rows out of one JSON text. */
  private jsonRows({ types, rows }: Rows): string {
    const cells = types.map((_, index) => `value ->> ${index}`);
    return `SELECT ${cells.join(', ')} FROM json_each(${this.bind(JSON.stringify(rows))})`;
  }

  /** Rows out of one array a column. */
  private unnestedRows({ types, rows }: Rows): string {
    const arrays = types.map((type, index) => `${this.bind(rows.map((row) => row[index] ?? null))}::${type}[]`);
    return `SELECT * FROM unnest(${arrays.join(', ')})`;
  }
}

const text = (value: string): Part => ({ kind: 'text', text: value });

/** A statement with its values as parameters: `sql\`SELECT ... WHERE fqn = ${fqn}\``; pieces of SQL may stand among them. */
export function sql(strings: TemplateStringsArray, ...values: readonly (SqlValue | Sql)[]): Sql {
  const parts: Part[] = [];
  const json: string[] = [];
  strings.forEach((string, index) => {
    parts.push(text(string));
    const value = values[index];
    if (value instanceof Sql) {
      for (const part of value.parts) parts.push(part);
      for (const column of value.json) json.push(column);
    } else if (value !== undefined) parts.push({ kind: 'value', value });
  });
  return new Sql(parts, json);
}

/** SQL as it stands; never for what came from outside. */
sql.raw = (value: string): Sql => new Sql([text(value)]);

/** `column ${sql.in(list)}`: the column's value is among the list. False for an empty list. */
sql.in = (list: readonly SqlValue[]): Sql => new Sql([{ kind: 'list', list }]);

/** What each of the databases says in its own way. */
sql.per = (pieces: Readonly<Record<Dialect, Sql>>): Sql => new Sql([{ kind: 'dialects', pieces }]);

/**
 * A piece whose statement PostgreSQL plans for its parameters each time: where the best way hangs on how many rows they
 * find, which the database guesses well from what it counted. A statement that stays prepared is planned for any.
 */
sql.anew = (piece: Sql): Sql => new Sql([{ kind: 'anew' }, ...piece.parts], piece.json);

/** Values with commas between them. */
sql.values = (values: readonly SqlValue[]): Sql =>
  new Sql(values.flatMap((value, index) => [...(index > 0 ? [text(', ')] : []), { kind: 'value', value } as const]));

/** A query of these rows, in their order; `types` are those of the columns. */
sql.rows = (types: readonly string[], rows: readonly (readonly SqlValue[])[]): Sql =>
  new Sql([{ kind: 'rows', types, rows }]);

/** Pieces with a separator between them. */
sql.join = (pieces: readonly Sql[], separator: string): Sql =>
  new Sql(
    pieces.flatMap((piece, index) => (index === 0 ? piece.parts : [text(separator), ...piece.parts])),
    pieces.flatMap((piece) => piece.json),
  );

/** A class of rows/. */
export type RowClass<T> = new () => T;

export interface ColumnName {
  readonly property: string;
  readonly column: string;
  /** As PostgreSQL names it. */
  readonly type: string;
}

/** What is made of a class once, and asked for with every statement. */
function onceFor<T>(make: (row: RowClass<unknown>) => T): (row: RowClass<unknown>) => T {
  const made = new Map<RowClass<unknown>, T>();
  return (row) => {
    const known = made.get(row);
    if (known !== undefined) return known;
    const value = make(row);
    made.set(row, value);
    return value;
  };
}

/** The columns of a row class in the order of its declaration. */
export const columnsOf: (row: RowClass<unknown>) => readonly ColumnName[] = onceFor((row) =>
  getMetadataArgsStorage()
    .columns.filter((each) => each.target === row)
    .map(({ propertyName: property, options: { name, type } }) => ({
      property,
      column: name ?? property,
      type: typeof type === 'string' ? type : 'integer',
    })),
);

/** The name of a row class's table. Throws where the class is no row. */
export const tableOf: (row: RowClass<unknown>) => string = onceFor((row) => {
  const name = getMetadataArgsStorage().tables.find((each) => each.target === row)?.name;
  if (!name) throw new Error(`${row.name} is no entity`);
  return name;
});

/** Columns of a row, in a statement that calls the row's table by this alias. */
export class RowColumns extends Sql {
  constructor(
    readonly row: RowClass<unknown>,
    readonly alias: string,
    isSelected: (property: string) => boolean,
  ) {
    const columns = columnsOf(row).filter(({ property }) => isSelected(property));
    const list = columns.map(({ property, column }) => `${alias}."${column}" AS "${property}"`);
    super([text(list.join(', '))], [...jsonPropertiesOf(row)].filter(isSelected));
  }
}

/** `p.id AS "id", p.published_at AS "publishedAt", ...`: a whole row, its JSON columns given back parsed. */
export function selectList(row: RowClass<unknown>, alias: string): RowColumns {
  const lists = selectLists(row);
  const made = lists.get(alias) ?? new RowColumns(row, alias, () => true);
  lists.set(alias, made);
  return made;
}

/** The lists of a class by alias: the aliases are those of the house's own statements. */
const selectLists = onceFor(() => new Map<string, RowColumns>());

/** Some columns of a row, its JSON columns given back parsed. */
export const selectSome = <T>(row: RowClass<T>, alias: string, properties: readonly (keyof T & string)[]): RowColumns =>
  new RowColumns(row, alias, (property) => (properties as readonly string[]).includes(property));
