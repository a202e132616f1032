import type { Pattern } from './pattern.js';

/** ADR-0021, Configuration, Platform Manifest. */
export const medallion: Pattern = {
  name: 'medallion',
  enforcement: 'strict',
  namingCase: 'snake_case',
  layers: [
    {
      name: 'bronze',
      prefix: 'bronze_',
      description: 'Raw ingested data, minimal transformation',
      requiredTests: ['not_null_pk'],
      minimumCoverage: 50,
      namespace: 'bronze',
    },
    {
      name: 'silver',
      prefix: 'silver_',
      description: 'Cleaned, conformed, deduplicated data',
      requiredTests: ['not_null_pk', 'unique_pk', 'freshness'],
      minimumCoverage: 80,
      namespace: 'silver',
    },
    {
      name: 'gold',
      prefix: 'gold_',
      description: 'Business-ready aggregates and metrics',
      requiredTests: ['not_null_pk', 'unique_pk', 'freshness', 'documentation'],
      minimumCoverage: 100,
      namespace: 'gold',
    },
  ],
};
