import * as z from 'zod';
import { choice, flag, line, list, number, shaped, text } from '../../document/shape/fields.js';

/**
 * As much of the shape of a Data Contract Specification (datacontract.com, 0.9 to 1.2) as is taken in. The standard is
 * deprecated in favour of the Open Data Contract Standard; what else a document says is left alone.
 */

const loose = <T extends z.ZodRawShape>(shape: T) => shaped(z.looseObject(shape), 'a mapping');
const named = <T extends z.ZodType>(value: T) => shaped(z.record(z.string(), value), 'a mapping by names');

const part = z.lazy(() => field);
const field: z.ZodType = loose({
  type: text().optional(),
  title: text().optional(),
  description: text().optional(),
  $ref: text().optional(),
  required: flag().optional(),
  unique: flag().optional(),
  primaryKey: flag().optional(),
  primary: flag().optional(),
  pii: flag().optional(),
  classification: text().optional(),
  format: text().optional(),
  pattern: text().optional(),
  minLength: number().optional(),
  maxLength: number().optional(),
  precision: number().optional(),
  scale: number().optional(),
  minimum: number().optional(),
  maximum: number().optional(),
  exclusiveMinimum: number().optional(),
  exclusiveMaximum: number().optional(),
  references: text().optional(),
  enum: list(shaped(z.unknown(), 'a value')).optional(),
  tags: list(text()).optional(),
  fields: z.lazy(() => named(field)).optional(),
  items: part.optional(),
  keys: part.optional(),
  values: part.optional(),
});

const model = loose({
  description: text().optional(),
  title: text().optional(),
  fields: named(field).optional(),
  type: choice('table', 'view', 'object').optional(),
  primaryKey: list(text()).optional(),
});
const promise = loose({ percentage: text().optional(), threshold: text().optional(), period: text().optional() });

export const dcsSchema = loose({
  dataContractSpecification: line(),
  id: line(),
  info: loose({
    title: line(),
    version: line(),
    description: text().optional(),
    status: text().optional(),
    owner: text().optional(),
  }),
  models: named(model).optional(),
  definitions: named(field).optional(),
  servers: named(loose({})).optional(),
  servicelevels: loose({
    availability: promise.optional(),
    retention: promise.optional(),
    latency: promise.optional(),
    freshness: promise.optional(),
  }).optional(),
});
