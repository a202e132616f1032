import type { Pattern } from './pattern.js';

/** ADR-0021, Configuration, Data Vault Pattern. */
export const dataVault: Pattern = {
  name: 'data_vault',
  enforcement: 'strict',
  namingCase: 'snake_case',
  layers: [
    {
      name: 'hubs',
      prefix: 'hub_',
      description: 'Business keys',
      requiredTests: ['unique_business_key', 'hash_key'],
      minimumCoverage: 100,
      namespace: 'hubs',
    },
    {
      name: 'links',
      prefix: 'link_',
      description: 'Relationships between hubs',
      requiredTests: ['referential_integrity'],
      minimumCoverage: 100,
      namespace: 'links',
    },
    {
      name: 'satellites',
      prefix: 'sat_',
      description: 'Descriptive attributes',
      requiredTests: ['load_date', 'record_source'],
      minimumCoverage: 100,
      namespace: 'satellites',
    },
  ],
};
