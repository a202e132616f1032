import type { CompiledEdge } from '../../compiler/artifact.js';
import type { Transaction } from '../database.js';
import { EdgeRow } from '../rows/products/EdgeRow.js';

/** Adds a product's edges. */
export async function insertEdges(tx: Transaction, productId: number, edges: readonly CompiledEdge[]): Promise<void> {
  await tx.insert(
    EdgeRow,
    edges.map(({ from, to, how = null, ...edge }) => ({ ...edge, how, fromFqn: from, toFqn: to, productId })),
  );
}
