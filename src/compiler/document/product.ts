import * as z from 'zod';
import { columnsSchema, header, metadataFields, ownerSchema, slaSchema, tagsSchema, termsSchema } from './common.js';
import { extensionsSchema } from './extensions.js';
import { lifecycleSchema } from './lifecycle.js';
import { productGovernanceSchema } from './manifest.js';
import {
  choice,
  duration,
  field,
  free,
  identifier,
  line,
  list,
  manifestRef,
  name,
  portRef,
  relativePath,
  shaped,
  strict,
  table,
  text,
} from './shape/fields.js';

const grant = strict({
  domain: field(name(), 'A domain: its products may read.', 'marketing').optional(),
  role: field(line(), 'A role of people or tools.', 'analysts').optional(),
  product: field(line(), 'One product, `domain.product`.', 'marketing.targeting-engine').optional(),
  access: field(choice('read', 'read_write'), 'What the grantee may do.', 'read'),
});

const access = strict({
  default: field(
    choice('deny', 'allow'),
    'What holds for those whom no grant names. Absent is deny.',
    'deny',
  ).optional(),
  grants: field(list(grant), 'Who may read. Each names one domain, role or product.').optional(),
});

const outputPort = strict({
  name: field(name(), 'The name of the port.', 'customers'),
  description: field(text(), 'What it offers, for people.', 'Unified customer dimension').optional(),
  table: field(table(), 'The catalog table that it exposes.', 'sales.gold.customers'),
  schema: field(
    strict({
      ref: field(
        relativePath(),
        'A JSON Schema file in the folder of the product.',
        'schemas/customers.json',
      ).optional(),
      columns: columnsSchema.optional(),
      keywords: field(
        free(),
        'What a JSON Schema says of a row as a whole by words that no column holds, by their names; a change of it is told.',
        { dependentRequired: { phone: ['country'] } },
      ).optional(),
    }),
    'The columns it promises: a `ref` to a JSON Schema, or the `columns` themselves.',
  ).optional(),
  sla: field(slaSchema, 'What it promises of its data.').optional(),
  access: field(
    access,
    'Who may read it. Absent is deny to other domains (decision 11); of a product of the enterprise itself, all may.',
  ).optional(),
  id: field(line(), 'A stable id that a rename does not change.', 'p-1').optional(),
  lifecycle: field(lifecycleSchema, 'Where it stands in its life; absent is as the product.').optional(),
  tags: tagsSchema,
  terms: termsSchema,
});

const ingestion = strict({
  type: field(choice('ingestion'), 'Data that a tool brings in from outside.', 'ingestion'),
  config: field(
    shaped(
      z.looseObject({
        type: field(line(), 'The ingestion plugin.', 'dlt'),
        source: field(line(), 'What it reads.', 'salesforce'),
      }),
      'a mapping with type and source',
    ),
    'The plugin, its source, and whatever else the plugin takes.',
    { type: 'dlt', source: 'salesforce' },
  ),
});
const dataProduct = strict({
  type: field(choice('data_product'), "Another product's output port.", 'data_product'),
  ref: field(
    portRef(),
    'The output port, `domain.product.port`. Creates a contract.',
    'marketing.campaign-attribution.customer_interactions',
  ),
  columns: field(
    list(field(identifier(), 'A column of the port.', 'customer_id')),
    'The columns that this product reads: a change of any other does not break it. Absent: read from its models, else all.',
    ['customer_id', 'interaction_type'],
  ).optional(),
});

export const inputPortSchema = strict({
  name: field(name(), 'The name of the port; a dbt source of this name reads from it.', 'crm_data'),
  description: field(text(), 'What comes in, for people.').optional(),
  source: field(
    shaped(z.discriminatedUnion('type', [ingestion, dataProduct]), 'a mapping whose type is ingestion or data_product'),
    'Where the data comes from.',
  ),
  freshness_requirement: field(
    duration(),
    'The data must never be older than this. Absent requires nothing (decision 12).',
    '1h',
  ).optional(),
});

const platform = (description: string, example: string) =>
  field(strict({ ref: field(manifestRef(), 'The manifest (decision 10).', example) }), description).optional();

/** A data product (ADR-0021, Data Product Manifest). */
export const dataProductSchema = strict({
  ...header('DataProduct'),
  metadata: field(strict(metadataFields('customer-360', '3.2.1')), 'What the product is called.'),
  domain: platform('Data mesh: the manifest of its domain.', 'oci://registry.acme.com/domains/sales-platform:v2.1.0'),
  platform: platform(
    'Centralized: the manifest of the platform. Absent where a platform-manifest.yaml lies in the same folder.',
    'acme-platform@1.0.0',
  ),
  ownership: field(ownerSchema, 'Who answers for the product.'),
  tags: tagsSchema,
  lifecycle: field(lifecycleSchema, 'Where the product stands in its life. Absent is active.').optional(),
  governance: field(
    productGovernanceSchema,
    'What the product asks of itself beyond its platform: it strengthens policies, never weakens them (decision 8).',
  ).optional(),
  output_ports: field(list(outputPort).default([]), 'What the product exposes to consumers.'),
  input_ports: field(list(inputPortSchema).default([]), 'What it depends on.'),
  transforms: field(
    list(
      strict({
        type: field(choice('dbt'), 'The tool.', 'dbt'),
        path: field(relativePath(), 'The folder of its models.', 'models/'),
      }),
    ).default([]),
    'The transformations of the product.',
  ),
  schedule: field(
    strict({
      cron: field(
        line(),
        'Minute, hour, day of month, month, day of week; or @hourly, @daily, @weekly, @monthly, @yearly.',
        '0 */6 * * *',
      ),
      timezone: field(line(), 'An IANA time zone. Absent is UTC.', 'Europe/Berlin').default('UTC'),
      duration: field(
        duration(),
        'How long a run takes; its data is that much older when the next run ends. Absent is no time.',
        '45m',
      ).optional(),
    }),
    'When it runs. Must be often enough for the freshness it promises (docs/sla.md).',
  ).optional(),
  extensions: field(
    extensionsSchema,
    'What documents of standards say beyond it, as `floe contracts import` leaves it (docs/standards.md).',
  ).optional(),
});

/** A DataProduct document in its own field names. Values stay as written: durations "6h", percentages "99.9%" or 99.9. */
export type DataProduct = z.infer<typeof dataProductSchema>;
export type DocumentOutputPort = DataProduct['output_ports'][number];
export type DocumentInputPort = DataProduct['input_ports'][number];
