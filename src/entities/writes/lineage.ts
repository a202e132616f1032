import type { CompiledEdge } from '../../compiler/artifact.js';
import type { Transaction } from '../database.js';
import { EdgeRow } from '../rows/products/EdgeRow.js';

/** Adds the edges of products. */
export async function insertEdges(
  tx: Transaction,
  products: readonly { readonly productId: number; readonly edges: readonly CompiledEdge[] }[],
): Promise<void> {
  await tx.insert(
    EdgeRow,
    products.flatMap(({ productId, edges }) =>
      edges.map(({ level, from, fromKind, to, toKind, how = null }) => {
        return { level, fromFqn: from, fromKind, toFqn: to, toKind, how, productId };
      }),
    ),
  );
}
