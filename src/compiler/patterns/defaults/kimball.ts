import type { Pattern } from './pattern.js';

/** ADR-0021, Configuration, Kimball Pattern. */
export const kimball: Pattern = {
  name: 'kimball',
  enforcement: 'strict',
  namingCase: 'snake_case',
  layers: [
    {
      name: 'staging',
      prefix: 'stg_',
      description: 'Staging area for raw data',
      requiredTests: ['not_null_pk'],
      minimumCoverage: 50,
      namespace: 'staging',
    },
    {
      name: 'dimensions',
      prefix: 'dim_',
      description: 'Dimension tables (slowly changing)',
      requiredTests: ['not_null_pk', 'unique_pk', 'scd_validation'],
      minimumCoverage: 100,
      namespace: 'dimensions',
      scd: { typesAllowed: [1, 2], defaultType: 2 },
    },
    {
      name: 'facts',
      prefix: 'fact_',
      description: 'Fact tables (transactional)',
      requiredTests: ['not_null_pk', 'referential_integrity'],
      minimumCoverage: 100,
      namespace: 'facts',
    },
  ],
};
