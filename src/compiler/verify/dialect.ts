/** How a warehouse writes names, texts and questions about its tables. */
export interface WarehouseDialect {
  readonly name: 'duckdb' | 'snowflake' | 'spark';
  column(name: string): string;
  /** A table of the catalog, `sales.gold.customers`. */
  table(fqn: string): string;
  /** The columns of a table with their types. */
  describe(fqn: string): string;
}

const PLAIN = /^[A-Za-z_]\w*$/;
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const ticked = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
/** Snowflake writes names that nobody quoted in capitals, and finds them however they are written. */
const plain = (name: string): string => (PLAIN.test(name) ? name : quoted(name));

const partsOf = (fqn: string): { readonly schema: string; readonly table: string; readonly parts: string[] } => {
  const parts = fqn.split('.');
  return { parts, table: parts.at(-1) ?? '', schema: parts.at(-2) ?? '' };
};

const ofInformation = (from: string, fold: (name: string) => string, fqn: string): string => {
  const { schema, table } = partsOf(fqn);
  return `SELECT column_name AS "name", data_type AS "type" FROM ${from} WHERE ${fold('table_schema')} = ${fold(text(schema))} AND ${fold('table_name')} = ${fold(text(table))} ORDER BY ordinal_position`;
};

const duckdb: WarehouseDialect = {
  name: 'duckdb',
  column: quoted,
  // `floe run` makes a database a domain: what stands before the schema is the file.
  table: (fqn) => {
    const { schema, table } = partsOf(fqn);
    return `${quoted(schema)}.${quoted(table)}`;
  },
  describe: (fqn) => ofInformation('information_schema.columns', (name) => `lower(${name})`, fqn),
};

const snowflake: WarehouseDialect = {
  name: 'snowflake',
  column: plain,
  table: (fqn) => partsOf(fqn).parts.map(plain).join('.'),
  describe: (fqn) => {
    const { parts } = partsOf(fqn);
    const database = parts.length > 2 ? `${plain(parts.at(-3) ?? '')}.` : '';
    return ofInformation(`${database}information_schema.columns`, (name) => `upper(${name})`, fqn);
  },
};

const spark: WarehouseDialect = {
  name: 'spark',
  column: ticked,
  table: (fqn) => partsOf(fqn).parts.map(ticked).join('.'),
  describe: (fqn) => `DESCRIBE TABLE ${partsOf(fqn).parts.map(ticked).join('.')}`,
};

export const WAREHOUSE_DIALECTS = { duckdb, snowflake, spark } as const;
export type WarehouseDialectName = keyof typeof WAREHOUSE_DIALECTS;
