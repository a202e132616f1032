import type { CompatibilityMode, CompiledOutputPort } from '../artifact.js';
import type { PromisingPort } from './diffPorts.js';

/** The output ports of a compiled product as far as they promise anything, under one contract policy. */
export function promisingPorts(
  ports: readonly CompiledOutputPort[],
  policy: { readonly compatibility: CompatibilityMode; readonly breakingChangeNotice: string },
): PromisingPort[] {
  return ports.map(({ name, id, access, columns, sla, table, description }) => ({
    ...{ name, access, ...(id !== undefined && { id }) },
    terms: {
      ...{ columns, sla, table, compatibility: policy.compatibility },
      breakingChangeNotice: policy.breakingChangeNotice,
      ...(description && { description }),
    },
  }));
}
