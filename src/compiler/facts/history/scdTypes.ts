import type { ScdPart } from '../columns/scdColumns.js';

/** Spellings of the warehouses: DuckDB, PostgreSQL, Snowflake, Spark, BigQuery, Redshift, Trino. */
const STRING = /^(string|text|n?varchar2?|n?char|character( varying)?|bpchar)$/;
const TIMESTAMP = /^(timestamp\w*( (with|without)( local)? time zone)?|datetime2?|datetimeoffset)$/;
const BOOLEAN = /^(bool|boolean|bit|logical)$/;

const EXPECTED: Readonly<
  Record<ScdPart, { readonly name: string; readonly spellings: RegExp; readonly close: RegExp }>
> = {
  // Numbers and hashes are unique too, and a date is a moment, if a coarse one.
  surrogate_key: {
    name: 'string',
    spellings: STRING,
    close: /^(\w*int(eger)?\d*|number|numeric|decimal|uuid|guid|uniqueidentifier|binary|varbinary|bytes|bytea|blob)$/,
  },
  effective_from: { name: 'timestamp', spellings: TIMESTAMP, close: /^date$/ },
  effective_to: { name: 'timestamp', spellings: TIMESTAMP, close: /^date$/ },
  is_current: { name: 'boolean', spellings: BOOLEAN, close: /^(?!)$/ },
};

export interface TypeMismatch {
  readonly expected: string;
  /** It differs from the ADR's type and yet serves. */
  readonly close: boolean;
}

/** How a declared type differs from what ADR-0021 asks of a part; null where it does not, or is no type that is known. */
export function scdTypeMismatch(part: ScdPart, declared: string): TypeMismatch | null {
  const type = declared
    .toLowerCase()
    .replace(/\([^)]*\)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const { name, spellings, close } = EXPECTED[part];
  if (spellings.test(type) || /[^a-z0-9_ ]/.test(type)) return null;
  return { expected: name, close: close.test(type) };
}
