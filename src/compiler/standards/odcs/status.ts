import type { DocumentOutputPort } from '../../document/product.js';
import { lookup } from '../../values/lookup.js';

type Lifecycle = NonNullable<DocumentOutputPort['lifecycle']>;
type Status = Lifecycle['status'];

const STATUS: Readonly<Record<string, Status>> = lookup({
  proposed: 'draft',
  draft: 'draft',
  development: 'draft',
  'in development': 'draft',
  deprecated: 'deprecated',
  retired: 'retired',
});

/** What a status of the standard, which is any text, means to us; since 3.2 none is a draft. */
export const statusMeant = (status: string | undefined): Status =>
  status === undefined ? 'draft' : (STATUS[status.trim().toLowerCase()] ?? 'active');

/** The status to write: the words that came in, as long as they mean what the port says. */
export function statusWritten(lifecycle: Lifecycle | undefined, came: string | undefined): string | undefined {
  const status = lifecycle?.status ?? 'active';
  return statusMeant(came) === status ? came : status;
}
