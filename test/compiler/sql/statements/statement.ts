/** A SELECT of one construct, and what is right to read in it. */
export interface Statement {
  readonly construct: string;
  /** Computes of floe's platform: the same text is read in each. */
  readonly on: string;
  /** `C` and `O` stand for the relations customers and orders. */
  readonly sql: string;
  /** The columns of customers and of orders that are used, as `id email | amount`; `*` for all of them. */
  readonly uses: string;
  /**
   * The columns of the result with their origins: `mail: c.email~`. After a column: nothing for identity, `~`
   * transformation, `+` aggregation, `?` condition, `#` masked; `c.*` every column; `nothing`; `not followed`.
   */
  readonly gives: string;
}

export const ALL = 'snowflake bigquery databricks duckdb postgres redshift sqlserver trino';

/** Statements as they are listed: construct, dialects, SQL, uses, result. */
export const statements = (
  rows: readonly (readonly [construct: string, on: string, sql: string, uses: string, gives: string])[],
): Statement[] => rows.map(([construct, on, sql, uses, gives]) => ({ construct, on, sql, uses, gives }));
