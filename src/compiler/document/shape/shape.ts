import * as z from 'zod';
import type { DocumentPath } from '../../source.js';
import { fieldFacts } from './fields.js';
import { isMapping, valueAt } from '../../values/json.js';

/** The schema behind `.optional()`, `.default()` and `lazy`, and of a union the option that the value chooses. */
function bare(schema: z.ZodType, value: unknown): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return bare(schema.unwrap() as z.ZodType, value);
  if (schema instanceof z.ZodLazy) return bare(schema.unwrap() as z.ZodType, value);
  if (schema instanceof z.ZodUnion && !(schema instanceof z.ZodDiscriminatedUnion)) return mappingOption(schema, value);
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return schema;
  const { discriminator } = schema.def;
  const chosen = (schema.options as z.ZodType[]).find(
    (option) => option instanceof z.ZodObject && isMapping(value) && fits(option, discriminator, value[discriminator]),
  );
  return chosen ?? schema;
}

/** A text or a mapping: of a mapping, what the mapping may hold. */
function mappingOption(schema: z.ZodUnion, value: unknown): z.ZodType {
  const objects = (schema.options as z.ZodType[]).filter((option) => option instanceof z.ZodObject);
  const [only] = objects;
  return only && objects.length === 1 && isMapping(value) ? only : schema;
}

const fits = (option: z.ZodObject, key: string, value: unknown): boolean =>
  (option.shape[key] as z.ZodType | undefined)?.safeParse(value).success ?? false;

export interface MappingShape {
  readonly fields: Readonly<Record<string, z.ZodType>>;
  /** The schema of keys that the document chooses, null where there are none such. */
  readonly others: z.ZodType | null;
  /** The form of such keys for people, null where they are quite free. */
  readonly form: string | null;
  readonly accepts: (key: string) => boolean;
}

/** What a mapping that stands for `schema` may hold, null where it is no mapping or anything goes. */
export function mappingShape(schema: z.ZodType, value: unknown): MappingShape | null {
  const at = bare(schema, value);
  if (at instanceof z.ZodRecord)
    return { fields: {}, others: at.valueType as z.ZodType, form: null, accepts: () => true };
  if (!(at instanceof z.ZodObject)) return null;
  const catchall = at.def.catchall as z.ZodType | undefined;
  const others = catchall && !(catchall instanceof z.ZodNever) ? catchall : null;
  const facts = fieldFacts.get(at);
  const keys = facts?.keys === undefined ? null : new RegExp(facts.keys);
  return {
    fields: at.shape as Record<string, z.ZodType>,
    others,
    form: facts?.others ?? null,
    accepts: (key) => others !== null && (keys?.test(key) ?? true),
  };
}

/** The schema of a child, undefined where the schema knows none. */
export function childSchema(schema: z.ZodType, value: unknown, step: string | number): z.ZodType | undefined {
  const at = bare(schema, value);
  if (typeof step === 'number') return at instanceof z.ZodArray ? (at.element as z.ZodType) : undefined;
  const shape = mappingShape(at, value);
  if (!shape) return undefined;
  return Object.hasOwn(shape.fields, step) ? shape.fields[step] : (shape.others ?? undefined);
}

/** What the schema expects at `path`, in words; undefined where it says nothing. */
export function expectedAt(schema: z.ZodType, document: unknown, path: DocumentPath): string | undefined {
  let at: z.ZodType | undefined = schema;
  path.forEach((step, index) => {
    at = at && childSchema(at, valueAt(document, path.slice(0, index)), step);
  });
  return at && fieldFacts.get(bare(at, valueAt(document, path)))?.expected;
}
