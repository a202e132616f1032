/** A type with its aliases resolved: `varchar(20)` is `{ base: 'varchar', parameters: [20] }`. */
export interface DataType {
  readonly base: string;
  /** Length, precision and scale, fractional digits; empty where none is stated. */
  readonly parameters: readonly number[];
  /** Of `array<t>` and `t[]`. */
  readonly items: DataType | null;
  /** Of `map<k, v>`. */
  readonly keys: DataType | null;
  readonly values: DataType | null;
  /** Of `struct<a: t, b: t>`. */
  readonly fields: readonly { readonly name: string; readonly type: string }[] | null;
  /** As it was written. */
  readonly text: string;
}

/**
 * By whose rules a type may grow: `default` preserves every value; a table format or serialisation that the domain's
 * platform stands on may allow more.
 */
export type PromotionProfile = 'default' | 'iceberg' | 'delta' | 'avro';
