import type { CompatibilityMode, CompiledContractTerms } from '../artifact.js';
import { lifecycleTerms } from './lifecycle.js';
import type { ProviderPort } from '../mesh.js';

/** How contracts are made where no manifest says: backward, seven days (ADR-0021, Cross-Domain Data Contracts). */
export const CONTRACT_DEFAULTS = { compatibility: 'backward', breakingChangeNotice: 'P7D' } as const;

/** The terms of the contract that an input port on this output port establishes (ADR-0021, Cross-Domain Data Contracts). */
export function deriveTerms(
  provider: Pick<ProviderPort, 'columns' | 'sla' | 'table'> &
    Partial<Omit<CompiledContractTerms, 'columns' | 'sla' | 'table' | 'compatibility' | 'breakingChangeNotice'>>,
  policy: { readonly compatibility: CompatibilityMode; readonly breakingChangeNotice: string },
): CompiledContractTerms {
  const { description, deprecated, lifecycle, rules, kept, extensions } = provider;
  return {
    columns: provider.columns,
    sla: provider.sla,
    compatibility: policy.compatibility,
    breakingChangeNotice: policy.breakingChangeNotice,
    table: provider.table,
    ...(description && { description }),
    ...(deprecated && { deprecated }),
    ...lifecycleTerms(lifecycle),
    ...(rules && { rules }),
    ...(kept && { kept }),
    ...(extensions && { extensions }),
  };
}
