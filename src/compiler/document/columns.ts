import type { BoundName, ColumnBounds, CompiledColumn } from '../artifact.js';
import type { DocumentColumn, DocumentElement } from './common.js';

/** The documents' names of the bounds, and JSON Schema's. */
export const BOUNDS = {
  minimum: 'minimum',
  maximum: 'maximum',
  exclusive_minimum: 'exclusiveMinimum',
  exclusive_maximum: 'exclusiveMaximum',
  multiple_of: 'multipleOf',
  min_length: 'minLength',
  max_length: 'maxLength',
  min_items: 'minItems',
  max_items: 'maxItems',
  min_properties: 'minProperties',
  max_properties: 'maxProperties',
} as const satisfies Partial<Record<keyof DocumentElement, BoundName>>;

/** The documents' names of what a column may say, and those of the compiled form, where the value stays as it is. */
const SAME = {
  id: 'id',
  aliases: 'aliases',
  renamed_from: 'renamedFrom',
  enum_open: 'enumOpen',
  format: 'format',
  pattern: 'pattern',
  physical_type: 'physicalType',
  references: 'references',
  encrypted: 'encrypted',
  masked_in_non_prod: 'maskedInNonProd',
  retention_days: 'retentionDays',
  deprecated: 'deprecated',
  semantic: 'semantic',
  title: 'title',
  tags: 'tags',
  terms: 'terms',
  default: 'default',
  keywords: 'extensions',
  types: 'branches',
} as const satisfies Partial<Record<keyof DocumentColumn, keyof CompiledColumn>>;

function boundsOf(column: DocumentElement): ColumnBounds | null {
  const stated = Object.entries(BOUNDS).flatMap(([name, bound]) => {
    const value = column[name as keyof typeof BOUNDS];
    return value === undefined ? [] : [[bound, value] as const];
  });
  return stated.length > 0 ? Object.fromEntries(stated) : null;
}

const renamed = (column: DocumentColumn): Partial<CompiledColumn> =>
  Object.fromEntries(
    Object.entries(SAME).flatMap(([name, own]) => {
      const value = column[name as keyof typeof SAME];
      return value === undefined ? [] : [[own, value]];
    }),
  );

const element = (name: string, value: DocumentElement): CompiledColumn => compiledColumn({ ...value, name });

/** A column as a document writes it, in the compiled form. */
export function compiledColumn(column: DocumentColumn): CompiledColumn {
  const bounds = boundsOf(column);
  const { fields, items, keys, values } = column;
  return {
    name: column.name,
    type: column.type,
    required: column.required ?? false,
    description: column.description ?? null,
    enum: column.enum ?? null,
    classification: column.classification ?? null,
    primaryKey: column.primary_key ?? false,
    unique: column.unique ?? false,
    ...renamed(column),
    ...(bounds && { bounds }),
    ...(fields && { fields: fields.map(compiledColumn) }),
    ...(items && { items: element('items', items) }),
    ...(keys && { keys: element('keys', keys) }),
    ...(values && { values: element('values', values) }),
  };
}

const documentElement = (column: CompiledColumn): DocumentElement => {
  const { name: _, ...rest } = documentColumn(column);
  return rest;
};

/** The same column as a document writes it: what is not stated is left out (ADR-0021, Cross-Domain Data Contracts). */
export function documentColumn(column: CompiledColumn): DocumentColumn {
  const { fields, items, keys, values, bounds = {} } = column;
  return {
    name: column.name,
    type: column.type,
    ...(column.required && { required: true }),
    ...(column.enum && { enum: [...column.enum] }),
    ...(column.primaryKey && { primary_key: true }),
    ...(column.unique && { unique: true }),
    ...(column.description && { description: column.description }),
    ...(column.classification && { classification: column.classification }),
    ...Object.fromEntries(
      Object.entries(SAME).flatMap(([name, own]) => (column[own] === undefined ? [] : [[name, column[own]]])),
    ),
    ...Object.fromEntries(
      Object.entries(BOUNDS).flatMap(([name, bound]) => (bounds[bound] === undefined ? [] : [[name, bounds[bound]]])),
    ),
    ...(fields && { fields: fields.map(documentColumn) }),
    ...(items && { items: documentElement(items) }),
    ...(keys && { keys: documentElement(keys) }),
    ...(values && { values: documentElement(values) }),
  };
}
