import type { CompiledLayer } from '../../artifact.js';
import type { Mapping } from '../../values/json.js';
import type { Vocabulary } from './vocabulary.js';

/** A test as schema YAML writes it: its name, or its name with its arguments. */
export type Test = string | Mapping;

/** A column of a model as it starts. It is never null, and dbt tests that. */
export interface StarterColumn {
  readonly name: string;
  readonly description: string;
  readonly type: 'string' | 'number' | 'boolean' | 'timestamp';
  /** Beside not_null. */
  readonly tests?: readonly Test[];
  /** What it is made of. */
  readonly sql: string;
}

/** One model of a layer as it starts. */
export interface StarterModel {
  readonly layer: CompiledLayer;
  readonly name: string;
  /** Its name without what says its layer: what its table is called. */
  readonly stem: string;
  readonly description: string;
  readonly columns: readonly StarterColumn[];
  /** The columns that tell one row from another. */
  readonly key: readonly string[];
  /** The column with the business key of what the row is about, where it has one. */
  readonly subject: string | null;
  /** The column that tells how new a row is. */
  readonly newest: string;
  readonly tests: readonly Test[];
  /** `meta.floe`. */
  readonly meta: Mapping;
  /** What stands before the select, with an empty line behind it. */
  readonly before?: string;
  /** What stands behind its list. */
  readonly from: string;
}

/** What a model reads: the source, or a model that hands on all of it. */
export interface Relation {
  /** `ref('bronze_customers')` */
  readonly call: string;
  readonly id: string;
  readonly other: string;
  readonly status: string;
  readonly amount: string;
  readonly updated: string;
}

/** What the models are made in view of: the names, what was made before, what says how a model of this layer is called. */
export interface Making {
  readonly layer: CompiledLayer;
  readonly names: Vocabulary;
  readonly reads: Relation;
  readonly made: readonly StarterModel[];
  nameOf(stem: string): string;
}

export const jinja = (call: string): string => `{{ ${call} }}`;

/** A hash that DuckDB, Spark and Snowflake make alike, as 32 hexadecimal digits. */
export function hashOf(...expressions: readonly string[]): string {
  const texts = expressions.map((each) => `cast(${each} as string)`);
  return texts.length === 1 ? `md5(${texts.join()})` : `md5(concat_ws('|', ${texts.join(', ')}))`;
}

/** That every value of a column stands in another relation. */
export const refersTo = (call: string, field: string): Test => ({ relationships: { to: call, field } });

/** One business key as it comes in, one row each. */
export const UNIQUE: readonly Test[] = ['unique'];
