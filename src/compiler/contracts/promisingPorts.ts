import type { CompatibilityMode, CompiledOutputPort } from '../artifact.js';
import { lifecycleTerms } from './lifecycle.js';
import type { PromisingPort } from './diffPorts.js';

/** The output ports of a compiled product as far as they promise anything, under one contract policy. */
export function promisingPorts(
  ports: readonly CompiledOutputPort[],
  {
    mode: compatibility,
    breakingChangeNotice,
  }: { readonly mode: CompatibilityMode; readonly breakingChangeNotice: string },
): PromisingPort[] {
  const inUse = ports.filter(({ lifecycle }) => lifecycle?.status !== 'retired');
  return inUse.map(({ name, id, access, columns, sla, table, description, lifecycle, kept }) => ({
    name,
    access,
    ...(id !== undefined && { id }),
    terms: {
      columns,
      sla,
      table,
      compatibility,
      breakingChangeNotice,
      ...(description && { description }),
      ...lifecycleTerms(lifecycle),
      ...(kept && { kept }),
    },
  }));
}
