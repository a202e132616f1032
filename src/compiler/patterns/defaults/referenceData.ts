import type { LayerDefaults } from './pattern.js';

/** ADR-0021, Catalog Structure in Data Mesh: `enterprise/reference_data`, shared by all domains. */
export const referenceData: LayerDefaults = {
  name: 'reference_data',
  prefix: 'ref_',
  description: 'Shared enterprise data',
  requiredTests: ['not_null_pk', 'unique_pk', 'documentation'],
  minimumCoverage: 100,
  namespace: 'reference_data',
};
