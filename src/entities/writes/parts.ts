import type { Transaction } from '../database.js';
import { sql } from '../sql.js';

/**
 * Lets go of what the last publications of products wrote: input ports, models, catalog tables, lineage and what was
 * searchable. An output port that is not among those that stay (fqns) keeps its row, marked as removed, for contracts and
 * history refer to it.
 */
export async function dropParts(
  tx: Transaction,
  productIds: readonly number[],
  staying: readonly string[],
  at: string,
): Promise<void> {
  const these = sql.in(productIds);
  await tx.run(sql`
    UPDATE output_ports SET removed_at = ${at}
    WHERE product_id ${these} AND removed_at IS NULL AND NOT (fqn ${sql.in(staying)})`);
  await tx.run(sql`DELETE FROM input_ports WHERE product_id ${these}`);
  await tx.run(sql`
    DELETE FROM catalog_tables WHERE id IN (
      SELECT t.id FROM models m JOIN catalog_tables t ON t.model_id = m.id WHERE m.product_id ${these}
      UNION SELECT t.id FROM output_ports o JOIN catalog_tables t ON t.port_id = o.id WHERE o.product_id ${these})`);
  for (const table of ['models', 'lineage_edges', 'search_entries', 'term_uses'])
    await tx.run(sql`DELETE FROM ${sql.raw(table)} WHERE product_id ${these}`);
}
