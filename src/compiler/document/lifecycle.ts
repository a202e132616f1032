import type * as z from 'zod';
import type { CompiledLifecycle } from '../artifact.js';
import { choice, date, field, line, strict } from './shape/fields.js';

/** Where a product or port stands in its life (docs/lifecycle.md). */
export const lifecycleSchema = strict({
  status: field(
    choice('draft', 'active', 'deprecated', 'retired'),
    'draft → active → deprecated → retired. Absent is active.',
    'deprecated',
  ),
  since: field(date(), 'The day from which it is deprecated.', '2026-01-15').optional(),
  remove_after: field(date(), 'The day until which it is there at least.', '2026-06-30').optional(),
  replaced_by: field(
    line(),
    'What to read in its place, `domain.product.port`.',
    'sales.customer-360.people',
  ).optional(),
});

type DocumentLifecycle = z.infer<typeof lifecycleSchema>;

/** A lifecycle as a document writes it, in the compiled form; undefined where it is simply in use. */
export function compiledLifecycle(stated: DocumentLifecycle | undefined): CompiledLifecycle | undefined {
  if (!stated || (stated.status === 'active' && Object.keys(stated).length === 1)) return undefined;
  const { status, since, remove_after: removeAfter, replaced_by: replacedBy } = stated;
  return { status, ...(since && { since }), ...(removeAfter && { removeAfter }), ...(replacedBy && { replacedBy }) };
}

/** The same as a document writes it. */
export const documentLifecycle = ({
  status,
  since,
  removeAfter,
  replacedBy,
}: CompiledLifecycle): DocumentLifecycle => ({
  status,
  ...(since && { since }),
  ...(removeAfter && { remove_after: removeAfter }),
  ...(replacedBy && { replaced_by: replacedBy }),
});
