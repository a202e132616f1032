export type Json = Record<string, unknown>;
/** What changes, the schema before and after. */
export type Pair = readonly [string, Json, Json];

/** A row with one required column. */
export const of = (x: unknown, more: Json = {}): Json => ({
  type: 'object',
  properties: { x },
  required: ['x'],
  ...more,
});
export const defs = (x: unknown, $defs: Json): Json => of(x, { $defs });
export const S = { type: 'string' };
export const I = { type: 'integer' };
