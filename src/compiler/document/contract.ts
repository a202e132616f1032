import type * as z from 'zod';
import { columnsSchema, header, metadataFields, slaSchema } from './common.js';
import { choice, duration, field, name, strict } from './shape/fields.js';

const party = {
  domain: field(name(), 'The domain.', 'marketing'),
  product: field(name(), 'The product.', 'campaign-attribution'),
};

/** A data contract (ADR-0021, Cross-Domain Data Contracts; decision 16). */
export const dataContractSchema = strict({
  ...header('DataContract'),
  metadata: field(
    strict(metadataFields('marketing-to-sales-customer-interactions', '1.0.0')),
    'What the contract is called.',
  ),
  provider: field(
    strict({ ...party, port: field(name(), 'The output port.', 'customer_interactions') }),
    'Whose output port it is about.',
  ),
  consumer: field(strict(party), 'Which product depends on it.'),
  schema: field(strict({ columns: columnsSchema }), 'The columns that the consumer may rely on.'),
  sla: field(slaSchema, 'What the provider promises of its data.').optional(),
  validation: field(
    strict({
      schema_compatibility: field(
        choice('none', 'backward', 'forward', 'full', 'backward_transitive', 'forward_transitive', 'full_transitive'),
        'What the provider may change. backward: it can add columns, not remove.',
        'backward',
      ).optional(),
      breaking_change_notification: field(duration(), 'The notice of a breaking change. A duration.', '7d').optional(),
    }),
    'How changes are judged at compile time.',
  ).optional(),
});

/** A DataContract document in its own field names. */
export type DataContract = z.infer<typeof dataContractSchema>;
