import type { CompiledEdge } from '../../compiler/artifact.js';
import type { Transaction } from '../database.js';
import { EdgeRow } from '../rows/products/EdgeRow.js';
import { sql } from '../sql.js';

/** Puts a product's edges in place of those its last publication wrote. */
export async function replaceEdges(tx: Transaction, productId: number, edges: readonly CompiledEdge[]): Promise<void> {
  await tx.run(sql`DELETE FROM lineage_edges WHERE product_id = ${productId}`);
  await tx.insert(
    EdgeRow,
    edges.map(({ from, to, how = null, ...edge }) => ({ ...edge, how, fromFqn: from, toFqn: to, productId })),
  );
}
