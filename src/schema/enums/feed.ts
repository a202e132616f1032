import { defineEnum } from './defineEnum.js';

export const CatalogEventKind = defineEnum(
  'CatalogEventKind',
  'What an event of the catalog is; each has exactly one kind. Grows: leave out what you do not know.',
  {
    MANIFEST_PUBLISHED: ['MANIFEST_PUBLISHED', 'A version of a manifest was published.'],
    PRODUCT_PUBLISHED: ['PRODUCT_PUBLISHED', 'A version of a product was published.'],
    PRODUCT_RETIRED: ['PRODUCT_RETIRED', 'A product was retired.'],
    CONTRACT_CHANGED: [
      'CONTRACT_CHANGED',
      'A contract is new, has ended or changed; `change` says how. What is announced for it has kinds of its own.',
    ],
    CHANGE_ANNOUNCED: ['CHANGE_ANNOUNCED', 'A change that breaks a contract is to come, or is still to come.'],
    CHANGE_WITHDRAWN: ['CHANGE_WITHDRAWN', 'What was announced for a contract is not to come (any more).'],
    CHANGE_ACKNOWLEDGED: ['CHANGE_ACKNOWLEDGED', 'A consumer answered what was announced.'],
    ACCESS_REQUESTED: ['ACCESS_REQUESTED', 'Somebody asked for access to a port.'],
    ACCESS_DECIDED: ['ACCESS_DECIDED', 'A request for access was granted, denied or withdrawn.'],
    SLA_BREACH_OPENED: ['SLA_BREACH_OPENED', 'A port misses what it promises.'],
    SLA_BREACH_RESOLVED: ['SLA_BREACH_RESOLVED', 'A port keeps again what it promises.'],
    RUN_ENDED: ['RUN_ENDED', 'A run of a product ended.'],
  },
);
