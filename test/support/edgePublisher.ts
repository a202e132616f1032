import type { CompiledEdge } from '../../src/compiler/artifact.js';
import type { Database, Transaction } from '../../src/entities/database.js';
import { sql } from '../../src/entities/sql.js';
import { appendEvents, lockEventLog } from '../../src/entities/writes/events.js';
import { insertEdges } from '../../src/entities/writes/lineage.js';
import { dropParts } from '../../src/entities/writes/parts.js';

const AT = '2026-01-15T12:00:00.000Z';

/** Puts a domain and these many products in, for edges to be of: ids from 1 on. */
export async function productsForEdges(db: Database, count: number): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.run(sql`INSERT INTO domains (id, name, namespace, ordinal, owners, layers, services)
                     VALUES (1, 'd', 'd', 1, '[]', '[]', '[]')`);
    await tx.run(sql`INSERT INTO compilations (id, subject, subject_kind, status, stages, diagnostics, contract_names, environment, at, duration_ms)
                     VALUES (1, 'p', 'product', 'succeeded', '[]', '[]', '[]', 'production', 'now', 1)`);
    for (let id = 1; id <= count; id++)
      await tx.run(sql`INSERT INTO products (id, fqn, name, version, source, file, digest, pattern, catalog_key, first_published_at, published_at,
                         domain_id, consumer_count, compilation_id)
                       VALUES (${id}, ${`d.p${id}`}, ${`p${id}`}, '1.0.0', '', '', '', 'medallion', '', '', '', 1, 0, 1)`);
  });
}

let versions = 0;

async function newVersion(tx: Transaction, productId: number): Promise<number> {
  const version = `1.${(versions += 1)}.0`;
  const row = await tx.one<{ id: number }>(sql`
    INSERT INTO product_versions (product_id, compilation_id, version, version_key, source, file, files, digest, compiled, published_at)
    VALUES (${productId}, 1, ${version}, ${version}, '', '', '{}', '', '{}', ${AT}) RETURNING id AS "id"`);
  return row?.id ?? 0;
}

/** Publishes products with these edges in one transaction, as publications do: lock, edges, event. */
export const publishAllEdges = (
  db: Database,
  products: readonly (readonly [number, readonly CompiledEdge[]])[],
): Promise<unknown> =>
  db.transaction(async (tx) => {
    await lockEventLog(tx);
    for (const [productId, edges] of products) {
      const subjectId = await newVersion(tx, productId);
      await dropParts(tx, [productId], [], AT);
      await insertEdges(tx, [{ productId, edges }]);
      await appendEvents(tx, [{ kind: 'product_published', at: AT, domain: 'd', subjectId }]);
    }
  });

/** Publishes one product with these edges. */
export const publishEdges = (db: Database, productId: number, edges: readonly CompiledEdge[]): Promise<unknown> =>
  publishAllEdges(db, [[productId, edges]]);

/** Retires a product. */
export const retireEdges = (db: Database, productId: number): Promise<unknown> =>
  db.transaction(async (tx) => {
    await lockEventLog(tx);
    await dropParts(tx, [productId], [], AT);
    await appendEvents(tx, [{ kind: 'product_retired', at: AT, domain: 'd', subjectId: productId }]);
  });
