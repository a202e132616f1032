import type { CompiledContractTerms, CompiledLifecycle } from '../artifact.js';

export type LifecycleStatus = CompiledLifecycle['status'];

/** draft → active → deprecated → retired; a draft may be given up, and a deprecation taken back. */
const NEXT: Readonly<Record<LifecycleStatus, readonly LifecycleStatus[]>> = {
  draft: ['draft', 'active', 'retired'],
  active: ['active', 'deprecated'],
  deprecated: ['deprecated', 'active', 'retired'],
  retired: ['retired'],
};

export const statusOf = (lifecycle: CompiledLifecycle | undefined): LifecycleStatus => lifecycle?.status ?? 'active';

/** Whether something may go from one state of its life to another. */
export const mayBecome = (from: LifecycleStatus, to: LifecycleStatus): boolean => NEXT[from].includes(to);

export const followers = (from: LifecycleStatus): readonly LifecycleStatus[] => NEXT[from].filter((to) => to !== from);

/** What a contract says of the life of its port. */
export const lifecycleTerms = (
  lifecycle: CompiledLifecycle | undefined,
): Pick<CompiledContractTerms, 'lifecycle' | 'deprecated'> =>
  lifecycle ? { lifecycle, ...(lifecycle.status === 'deprecated' && { deprecated: true }) } : {};

/** The status of a contract that holds: it lives as its port does. */
export function contractStatus({
  lifecycle,
}: Pick<CompiledContractTerms, 'lifecycle'>): 'draft' | 'active' | 'deprecated' {
  const status = statusOf(lifecycle);
  return status === 'draft' || status === 'deprecated' ? status : 'active';
}
