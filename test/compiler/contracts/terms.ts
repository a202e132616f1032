import type { CompiledColumn, CompiledContractTerms } from '../../../src/compiler/artifact.js';

/** A column that says nothing beyond what is given. */
export const column = (name: string, rest: Partial<CompiledColumn> = {}): CompiledColumn => ({
  name,
  type: 'string',
  required: false,
  description: null,
  enum: null,
  classification: null,
  primaryKey: false,
  unique: false,
  ...rest,
});

/** The terms of a small contract. */
export const terms = (rest: Partial<CompiledContractTerms> = {}): CompiledContractTerms => ({
  columns: [column('id', { required: true }), column('name')],
  sla: { freshness: 'PT2H', availability: 99, quality: [{ metric: 'completeness', target: 99 }] },
  compatibility: 'backward',
  breakingChangeNotice: 'P7D',
  table: 'sales.gold.customers',
  ...rest,
});

/** Those terms with the column `name` as given. */
export const withName = (rest: Partial<CompiledColumn>): CompiledContractTerms =>
  terms({ columns: [column('id', { required: true }), column('name', rest)] });
