import type { Context } from '../../context.js';
import type { CatalogEvent } from '../../entities/log/catalogEvents.js';
import { findNode } from '../fields/findNode.js';
import { DETAILS, type Asked } from './details.js';

const OF_A_CHANGE = ['before', 'after', 'message', 'path'] as const;

/** An event as who is asking may see it: of a request for access that it exists, of columns nothing where grants hide them. */
export async function eventSeen(event: CatalogEvent, context: Context): Promise<CatalogEvent> {
  const { sight, loaders } = context;
  const { subject, change } = event;
  if (subject?.type === 'AccessRequest' && !(await findNode(subject, context)))
    return { ...event, subject: null, actor: null };
  if (!sight || !change) return event;
  const shown: Record<string, unknown> = { ...change };
  for (const field of OF_A_CHANGE) {
    const { of, hidden } = DETAILS[`ContractChange.${field}`] as (typeof DETAILS)[string];
    const decision = await of({ root: change, args: {}, sight, loaders } as Asked<never> as never);
    if (decision && !decision.allowed) shown[field] = (hidden as (value: unknown) => unknown)(change[field]);
  }
  return { ...event, change: shown as unknown as typeof change };
}
