import type { EventKind } from '../rows/events/EventRow.js';

/** What an event of the log is to those outside, as the API names it. */
export type CatalogEventKind =
  | 'MANIFEST_PUBLISHED'
  | 'PRODUCT_PUBLISHED'
  | 'PRODUCT_RETIRED'
  | 'CONTRACT_CHANGED'
  | 'CHANGE_ANNOUNCED'
  | 'CHANGE_WITHDRAWN'
  | 'CHANGE_ACKNOWLEDGED'
  | 'ACCESS_REQUESTED'
  | 'ACCESS_DECIDED'
  | 'SLA_BREACH_OPENED'
  | 'SLA_BREACH_RESOLVED'
  | 'RUN_ENDED';

const KINDS: Readonly<Record<Exclude<EventKind, 'contract_change'>, CatalogEventKind>> = {
  manifest_published: 'MANIFEST_PUBLISHED',
  product_published: 'PRODUCT_PUBLISHED',
  product_retired: 'PRODUCT_RETIRED',
  sla_breach_opened: 'SLA_BREACH_OPENED',
  sla_breach_resolved: 'SLA_BREACH_RESOLVED',
  access_requested: 'ACCESS_REQUESTED',
  access_decided: 'ACCESS_DECIDED',
  run_ended: 'RUN_ENDED',
};

/** Entries of the change feed that tell of what is to come; every other one is a change of the contract. */
const OF_ANNOUNCEMENTS: Readonly<Record<string, CatalogEventKind>> = {
  BREAKING_CHANGE_ANNOUNCED: 'CHANGE_ANNOUNCED',
  ANNOUNCEMENT_STANDS: 'CHANGE_ANNOUNCED',
  ANNOUNCEMENT_WITHDRAWN: 'CHANGE_WITHDRAWN',
  CHANGE_ACKNOWLEDGED: 'CHANGE_ACKNOWLEDGED',
};

/** The one kind of an event; `change` is the kind of its entry in the change feed, where it has one. */
export function catalogEventKind(kind: EventKind, change: string | undefined): CatalogEventKind {
  if (kind !== 'contract_change') return KINDS[kind];
  return (change === undefined ? undefined : OF_ANNOUNCEMENTS[change]) ?? 'CONTRACT_CHANGED';
}
