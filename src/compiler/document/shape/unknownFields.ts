import { distance } from 'fastest-levenshtein';
import * as z from 'zod';
import type { DocumentPath } from '../../source.js';
import { childSchema, mappingShape, type MappingShape } from './shape.js';
import { isMapping } from '../../values/json.js';
import { nearest } from '../../values/nearest.js';

export interface UnknownField {
  readonly path: DocumentPath;
  readonly known: readonly string[];
  /** The known field that was probably meant. */
  readonly meant: string | null;
}

function isUnknown(key: string, value: unknown, { fields, others, accepts }: MappingShape): boolean {
  if (Object.hasOwn(fields, key)) return false;
  if (!accepts(key)) return true;
  // A key of the document's choice that is no mapping where one is due, and almost a known field, is that field misspelt.
  const misspelt = nearest(key, Object.keys(fields));
  return others instanceof z.ZodObject && !isMapping(value) && misspelt !== null && distance(key, misspelt) <= 2;
}

/** Every field of the document that its schema does not know, in document order. */
export function unknownFields(schema: z.ZodType, value: unknown, path: DocumentPath = []): UnknownField[] {
  if (Array.isArray(value)) return value.flatMap((each: unknown, index) => inChild(schema, value, each, path, index));
  const shape = isMapping(value) ? mappingShape(schema, value) : null;
  if (!isMapping(value) || !shape) return [];
  const known = [...Object.keys(shape.fields), ...(shape.form ? [shape.form] : [])];
  return Object.entries(value).flatMap(([key, each]) =>
    isUnknown(key, each, shape)
      ? [{ path: [...path, key], known, meant: nearest(key, Object.keys(shape.fields)) }]
      : inChild(schema, value, each, path, key),
  );
}

function inChild(
  schema: z.ZodType,
  parent: unknown,
  value: unknown,
  path: DocumentPath,
  step: string | number,
): UnknownField[] {
  const child = childSchema(schema, parent, step);
  return child ? unknownFields(child, value, [...path, step]) : [];
}
