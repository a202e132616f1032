import type { CompiledColumn } from '../../artifact.js';
import type { DataType, PromotionProfile } from '../../types/dataType.js';
import { parseType } from '../../types/parseType.js';

const ANONYMOUS = {
  required: false,
  description: null,
  enum: null,
  classification: null,
  primaryKey: false,
  unique: false,
} as const;

const part = (name: string, type: DataType, profile: PromotionProfile): CompiledColumn =>
  structured({ name, type: type.text, ...ANONYMOUS }, profile);

function fromText(type: DataType, profile: PromotionProfile): Partial<CompiledColumn> {
  return {
    ...(type.items && { type: 'array', items: part('items', type.items, profile) }),
    ...(type.keys && type.values && { type: 'map', keys: part('keys', type.keys, profile) }),
    ...(type.values && { values: part('values', type.values, profile) }),
    ...(type.fields && {
      type: 'object',
      fields: type.fields.map(({ name, type: text }) =>
        structured({ name, type: text === '' ? 'any' : text, ...ANONYMOUS }, profile),
      ),
    }),
  };
}

/** A column with what its type text says of structs, arrays and maps (`array<struct<a: int>>`) put into fields and items. */
export function structured(column: CompiledColumn, profile: PromotionProfile): CompiledColumn {
  const { fields, items, keys, values } = column;
  return {
    ...column,
    ...(column.type.search(/[<(\]]/) >= 0 && !fields && !items && !values
      ? fromText(parseType(column.type, profile), profile)
      : {}),
    ...(fields && { fields: fields.map((each) => structured(each, profile)) }),
    ...(items && { items: structured(items, profile) }),
    ...(keys && { keys: structured(keys, profile) }),
    ...(values && { values: structured(values, profile) }),
  };
}
