/**
 * How deep what is read may be nested. What lies deeper is taken as the reader says: it would only exhaust the stack, and
 * no table or document of the field comes near.
 */
export const DEEPEST = {
  /** A document: YAML, JSON. */
  document: 100,
  /** A Jinja template: blocks in blocks. */
  template: 100,
  /** A literal among the arguments of a macro; a deeper one is taken for an expression. */
  literal: 20,
  /** A type as text; a deeper one is taken as one opaque name. */
  type: 32,
  /** JSON Schema: objects, lists and references in one another. */
  jsonSchema: 32,
  /** Avro: records, arrays and unions in one another. */
  avro: 32,
  /** Data Contract Specification: definitions that name definitions. */
  dataContract: 16,
} as const;
