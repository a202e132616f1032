import { z } from 'zod';
import {
  choice,
  duration,
  email,
  field,
  flag,
  identifier,
  line,
  list,
  mapping,
  name,
  percentage,
  strict,
  text,
  version,
} from './fields.js';

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
});
export type Sla = z.infer<typeof slaSchema>;

/** One column of a port's or contract's schema (ADR-0021, Cross-Domain Data Contracts). */
export const columnSchema = strict({
  name: field(identifier(), 'The name of the column.', 'customer_id'),
  type: field(
    line(),
    'The logical type: string, integer, number, boolean, timestamp, date, time, decimal(p,s), array, object ...',
    'string',
  ),
  required: field(flag(), 'true: never null. Absent is false.', true).optional(),
  enum: field(list(field(text(), 'One value.', 'email_open')), 'The only values it takes.', [
    'email_open',
    'ad_click',
  ]).optional(),
  description: field(text(), 'What it holds, for people.').optional(),
  classification: field(identifier(), "One of the enterprise's classification levels.", 'pii').optional(),
  primary_key: field(flag(), 'true: part of the primary key (decision 6).').optional(),
  unique: field(flag(), 'true: no value stands twice.').optional(),
});
export type DocumentColumn = z.infer<typeof columnSchema>;

export const columnsSchema = field(list(columnSchema), 'The columns, in order.');

export const ownerSchema = strict({
  team: field(line(), 'The team, as `floe products list` shows it.', 'sales-analytics'),
  email: field(email(), 'Where the team is reached, as `floe products describe` shows it.', 'sales-analytics@acme.com'),
  slack: field(line(), 'A channel, in quotes for its #.', '#customer-360-support').optional(),
});
export type DocumentOwner = z.infer<typeof ownerSchema>;
