import type { ColumnDerivation, CompiledEdge } from '../compiler/artifact.js';

export interface LineageEdge extends Pick<CompiledEdge, 'from' | 'fromKind' | 'to' | 'toKind'> {
  /** Of an edge between columns; else null. */
  readonly how: ColumnDerivation | null;
}

export type Level = CompiledEdge['level'];
export type Way = 'upstream' | 'downstream';

/** The product a node belongs to: `sales.customer-360` of a port or a model of it; null for a source. */
export function productOfNode(fqn: string): string | null {
  if (fqn.startsWith('source:')) return null;
  const [product = ''] = fqn.split('#');
  const parts = product.split('.');
  return parts.length < 2 ? null : parts.slice(0, 2).join('.');
}
