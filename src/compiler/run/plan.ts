import type { SourceLocation } from '../source.js';

/** A table or view where a product is run. */
export interface RunTable {
  /** `gold`: its namespace below that of the domain. */
  readonly schema: string;
  readonly name: string;
}

/** A test of a model that is run as SQL. */
export interface RunTest {
  readonly test: 'not_null' | 'unique' | 'accepted_values' | 'relationships';
  readonly column: string;
  /** A condition in SQL on the rows that it looks at; null: all. */
  readonly where: string | null;
  /** What it finds fails nothing (`severity: warn`). */
  readonly warns: boolean;
  /** Of accepted_values: the values as texts, and whether SQL has them in quotes. */
  readonly values: readonly string[];
  readonly quoted: boolean;
  /** Of relationships: the column that has to hold the value, and the model or input that it is of. */
  readonly to: { readonly name: string; readonly table: RunTable; readonly column: string } | null;
}

/** A source's table, or a seed: rows of a CSV file. */
export interface RunInput {
  /** `crm_data.accounts`, or the name of the seed. */
  readonly name: string;
  readonly table: RunTable;
  /** The CSV, relative to the product; null: no file has its rows, so that somebody else brings them. */
  readonly file: string | null;
  /** Where the source is declared; null of a seed. */
  readonly location: SourceLocation | null;
}

export interface RunModel {
  readonly name: string;
  readonly file: string;
  readonly table: RunTable;
  readonly materialized: 'view' | 'table' | 'incremental';
  /** Of an incremental model: the columns by which a row takes the place of another; empty: rows are added. */
  readonly uniqueKey: readonly string[];
  /** The SQL of a first build; of an incremental model that of the next one, too. */
  readonly sql: string;
  readonly nextSql: string | null;
  /** The models and inputs that it reads, by their names. */
  readonly reads: readonly string[];
  readonly tests: readonly RunTest[];
  /** The names of its tests that are not run here. */
  readonly otherTests: readonly string[];
  /** The output ports that it stands for, by their fqns. */
  readonly ports: readonly string[];
  /** The column that says how new a row is; null: nothing does, and it is as new as its run. */
  readonly loadedAt: string | null;
}

/** What is not run here, and where that stands. */
export interface RunRefusal {
  readonly message: string;
  readonly location: SourceLocation;
}

/** A product as SQL in an order in which it can be run: each reads what stands before it. */
export interface RunPlan {
  readonly inputs: readonly RunInput[];
  readonly models: readonly RunModel[];
  /** Where there are any, nothing is to be run. */
  readonly refusals: readonly RunRefusal[];
}
