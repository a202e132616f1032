import type { CatalogEventKind } from './documents';

/** What the feed tells of, in words. A record, so that a new kind of the API is missed where this is compiled. */
export const KINDS: Readonly<Record<CatalogEventKind, string>> = {
  PRODUCT_PUBLISHED: 'product published',
  PRODUCT_RETIRED: 'product retired',
  MANIFEST_PUBLISHED: 'manifest published',
  CONTRACT_CHANGED: 'contract changed',
  CHANGE_ANNOUNCED: 'change announced',
  CHANGE_ACKNOWLEDGED: 'change acknowledged',
  CHANGE_WITHDRAWN: 'change withdrawn',
  SLA_BREACH_OPENED: 'SLA breached',
  SLA_BREACH_RESOLVED: 'SLA kept again',
  ACCESS_REQUESTED: 'access requested',
  ACCESS_DECIDED: 'access decided',
  RUN_ENDED: 'run ended',
};

export const ALL_KINDS = Object.keys(KINDS) as readonly CatalogEventKind[];
