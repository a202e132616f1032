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
  const model = fqn.indexOf('#');
  const product = model < 0 ? fqn : fqn.slice(0, model);
  const domain = product.indexOf('.');
  if (domain < 0) return null;
  const end = product.indexOf('.', domain + 1);
  return end < 0 ? product : product.slice(0, end);
}
