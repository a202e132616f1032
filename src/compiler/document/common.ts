import * as z from 'zod';
import {
  choice,
  date,
  duration,
  email,
  field,
  flag,
  free,
  identifier,
  dataType,
  line,
  list,
  mapping,
  name,
  number,
  percentage,
  strict,
  text,
  version,
  whole,
} from './shape/fields.js';

export const API_VERSION = 'floe.dev/v1';
export type DocumentKind = 'Manifest' | 'DataProduct' | 'DataContract';

/** apiVersion and kind of a document of that kind. */
export const header = <const K extends DocumentKind>(kind: K) => ({
  apiVersion: field(
    choice(API_VERSION),
    'The version of the document format (ADR-0021, Enterprise Manifest).',
    API_VERSION,
  ),
  kind: field(choice(kind), 'The kind of the document (ADR-0021, Supported Patterns).', kind),
});

/** metadata.name, version, description: what every document says of itself. */
export const metadataFields = (example: string, exampleVersion: string) => ({
  name: field(name(), 'The name it is published under.', example),
  version: field(version(), 'A semantic version, in quotes. A published version never changes.', exampleVersion),
  description: field(text(), 'What it is, for people.').optional(),
});

/** What a port promises (ADR-0021, Data Product Manifest). */
export const slaSchema = strict({
  freshness: field(duration(), 'The data is never older than this. A duration.', '6h').optional(),
  availability: field(
    percentage(),
    'The share of the time in which it can be read. 0 to 100 percent.',
    '99.9%',
  ).optional(),
  quality: field(
    mapping(
      z.string().regex(/^[A-Za-z_][\w-]*$/),
      field(percentage(), 'The share of rows that hold, 0 to 100 percent.', '99%'),
    ),
    'Quality targets by metric: completeness, accuracy ...',
    { completeness: '99%', accuracy: '98%' },
  ).optional(),
  retention: field(duration(), 'How long data is kept at least.', '365d').optional(),
  end_of_support: field(date(), 'The day until which faults are mended.', '2027-06-30').optional(),
  end_of_life: field(date(), 'The day until which it can be read at all.', '2027-12-31').optional(),
});
export type Sla = z.infer<typeof slaSchema>;

const bound = (description: string, example: number) => field(number(), description, example).optional();
const names = (description: string, example: string) =>
  field(list(field(line(), 'A name.', example)), description, [example]).optional();

export const tagsSchema = names('Words to find it by.', 'finance');
export const termsSchema = names('Terms of the glossary that say what it is about.', 'customer');

/** What stands beside the name of a column; of what an array or map holds, all there is. */
const columnShape = {
  type: field(
    dataType(),
    'The logical type: string, integer, number, boolean, timestamp, date, time, decimal(p,s), varchar(n), array, object, map ...; `array<string>` and `struct<a: int>` too.',
    'string',
  ),
  required: field(flag(), 'true: never null. Absent is false.', true).optional(),
  enum: field(list(field(text(), 'One value.', 'email_open')), 'The only values it takes.', [
    'email_open',
    'ad_click',
  ]).optional(),
  enum_open: field(flag(), 'true: further values may come; consumers must be ready for them.', true).optional(),
  description: field(text(), 'What it holds, for people.').optional(),
  title: field(line(), 'Its name for people.', 'Customer number').optional(),
  tags: tagsSchema,
  terms: termsSchema,
  classification: field(identifier(), "One of the enterprise's classification levels.", 'pii').optional(),
  encrypted: field(flag(), 'true: stored encrypted (decision 19).', true).optional(),
  masked_in_non_prod: field(flag(), 'true: masked outside production (decision 19).', true).optional(),
  retention_days: field(
    whole('a whole number of days', 1),
    'Days after which it is gone (decision 19).',
    90,
  ).optional(),
  primary_key: field(flag(), 'true: part of the primary key (decision 6).').optional(),
  unique: field(flag(), 'true: no value stands twice.').optional(),
  references: names('The columns of other tables it refers to.', 'sales.gold.customers.customer_id'),
  default: field(z.unknown(), 'What stands for a value that is missing.').optional(),
  format: field(line(), 'The form of a text, as JSON Schema names it.', 'email').optional(),
  pattern: field(line(), 'A regular expression that every value meets.', '^[A-Z]{2}$').optional(),
  minimum: bound('The least value.', 0),
  maximum: bound('The greatest value.', 100),
  exclusive_minimum: bound('All values are greater.', 0),
  exclusive_maximum: bound('All values are less.', 100),
  multiple_of: bound('Every value is a multiple of it.', 5),
  min_length: bound('The least number of characters.', 1),
  max_length: bound('The greatest number of characters.', 40),
  min_items: bound('The least number of elements.', 1),
  max_items: bound('The greatest number of elements.', 10),
  min_properties: bound('The least number of entries.', 1),
  max_properties: bound('The greatest number of entries.', 10),
  types: field(list(field(dataType(), 'A type.', 'integer')), 'Of a `union`: the types of which a value is one.', [
    'string',
    'integer',
  ]).optional(),
  keywords: field(
    free(),
    'What else is promised of it, by its own name: words of JSON Schema, what Avro says of a field, checks of dbt. A change of it is told.',
    { uniqueItems: true },
  ).optional(),
  physical_type: field(line(), 'The type in the warehouse.', 'varchar2(40)').optional(),
  semantic: field(line(), 'Unit, currency or meaning: another one is another column.', 'EUR').optional(),
  deprecated: field(flag(), 'true: consumers should stop reading it.', true).optional(),
};

type ColumnShape = z.infer<z.ZodObject<typeof columnShape>>;
/** What an array or map holds, or a column of a port, contract or struct. */
export interface DocumentElement extends ColumnShape {
  readonly fields?: readonly DocumentColumn[];
  readonly items?: DocumentElement;
  readonly keys?: DocumentElement;
  readonly values?: DocumentElement;
}
export interface DocumentColumn extends DocumentElement {
  readonly name: string;
  readonly declassified?: string;
  readonly id?: string;
  readonly aliases?: readonly string[];
  readonly renamed_from?: string;
}

const parts = {
  get fields() {
    return field(
      z.lazy(() => list(columnSchema)),
      'Of an object: its fields, each as a column.',
    ).optional();
  },
  get items() {
    return field(
      z.lazy(() => elementSchema),
      'Of an array: what its elements are, as a column without a name.',
    ).optional();
  },
  get keys() {
    return field(
      z.lazy(() => elementSchema),
      'Of a map: what its keys are.',
    ).optional();
  },
  get values() {
    return field(
      z.lazy(() => elementSchema),
      'Of a map: what its values are.',
    ).optional();
  },
};

const elementSchema: z.ZodType<DocumentElement> = strict({ ...columnShape, ...parts }).meta({ id: 'element' });

/** One column of a port's or contract's schema (ADR-0021, Cross-Domain Data Contracts). */
export const columnSchema: z.ZodType<DocumentColumn> = strict({
  name: field(identifier(), 'The name of the column.', 'customer_id'),
  id: field(line(), 'A stable id that a rename does not change.', 'c-17').optional(),
  aliases: names('Names that it had before; a reader of older data finds it by them.', 'client_id'),
  renamed_from: field(
    line(),
    'The name it had before, where readers of either name must change.',
    'client_id',
  ).optional(),
  ...columnShape,
  declassified: field(
    text(),
    'Why its classification is lower than that of the columns it is made of: hashed, averaged ...',
    'SHA-256 with a secret salt',
  ).optional(),
  ...parts,
}).meta({ id: 'column' });

export const columnsSchema = field(list(columnSchema), 'The columns, in order.');

export const ownerSchema = strict({
  team: field(line(), 'The team, as `floe products list` shows it.', 'sales-analytics'),
  email: field(email(), 'Where the team is reached, as `floe products describe` shows it.', 'sales-analytics@acme.com'),
  slack: field(line(), 'A channel, in quotes for its #.', '#customer-360-support').optional(),
});
export type DocumentOwner = z.infer<typeof ownerSchema>;
