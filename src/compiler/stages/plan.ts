import type { Family } from '../rules/rule/rule.js';
import type { Organization } from '../artifact.js';

/** What a stage prints: `enterprise` and `platform` are the loading, `product` is the reading of the documents. */
export type Part = 'enterprise' | 'platform' | 'product' | Family | 'verdict';

export interface StagePlan {
  readonly title: string;
  readonly parts: readonly Part[];
}

/** ADR-0021, Compile-Time Enforcement: four stages. */
const centralized: readonly StagePlan[] = [
  { title: 'Loading platform artifacts', parts: ['platform'] },
  { title: 'Validating naming conventions', parts: ['naming'] },
  { title: 'Validating quality gates', parts: ['quality', 'product', 'port', 'contract', 'governance', 'namespace'] },
  { title: 'Compilation', parts: ['verdict'] },
];

/** ADR-0021, Federated Governance Enforcement: six stages. */
const dataMesh: readonly StagePlan[] = [
  { title: 'Loading enterprise platform', parts: ['enterprise'] },
  { title: 'Loading domain platform', parts: ['platform'] },
  { title: 'Validating data product', parts: ['product', 'naming', 'port'] },
  { title: 'Validating data contracts', parts: ['contract'] },
  { title: 'Validating governance', parts: ['governance', 'quality', 'namespace'] },
  { title: 'Compilation', parts: ['verdict'] },
];

export const stagePlans: Readonly<Record<Organization, readonly StagePlan[]>> = { centralized, data_mesh: dataMesh };
