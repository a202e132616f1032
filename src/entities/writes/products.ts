import type { CompiledProduct } from '../../compiler/artifact.js';
import type { SourceFile } from '../../compiler/source.js';
import { versionKey } from '../../compiler/values/versionKey.js';
import type { Reader, Transaction } from '../database.js';
import { ProductRow } from '../rows/products/ProductRow.js';
import { ProductVersionRow } from '../rows/products/ProductVersionRow.js';
import { selectList, sql } from '../sql.js';

/** The product of this fqn, retired or not. */
export async function productByFqn(db: Reader, fqn: string): Promise<ProductRow | undefined> {
  return db.one<ProductRow>(sql`SELECT ${selectList(ProductRow, 'p')} FROM products p WHERE p.fqn = ${fqn}`);
}

/** The digest of a version that is kept, or undefined where there is none such. */
export async function digestOfVersion(db: Reader, productId: number, version: string): Promise<string | undefined> {
  const row = await db.one<{ digest: string }>(sql`
    SELECT digest AS "digest" FROM product_versions WHERE product_id = ${productId} AND version = ${version}`);
  return row?.digest;
}

export interface Publication {
  readonly product: CompiledProduct;
  readonly domainId: number;
  readonly domainOrdinal: number;
  readonly source: SourceFile;
  readonly files: readonly SourceFile[];
  readonly dbtManifest: string | null;
  readonly digest: string;
  readonly compilationId: number;
  readonly at: string;
  readonly by: string | null;
  readonly forcedReason: string | null;
}

/** The order of `CATALOG_ASC`: domains as they were registered, products by name. */
const catalogKey = (ordinal: number, name: string): string => `${String(ordinal).padStart(8, '0')}/${name}`;

export interface PutProduct {
  readonly productId: number;
  readonly versionId: number;
}

/** Makes this publication the standing version of its product and keeps it among the versions. */
export async function putProduct(tx: Transaction, publication: Publication): Promise<PutProduct> {
  const { product, source, at, by, digest, compilationId } = publication;
  const standing = await productByFqn(tx, product.fqn);
  await tx.upsert(
    ProductRow,
    [
      {
        fqn: product.fqn,
        name: product.name,
        domainId: publication.domainId,
        version: product.version,
        description: product.description,
        ownerTeam: product.ownership.team,
        ownerEmail: product.ownership.email,
        ownerSlack: product.ownership.slack,
        source: source.content,
        file: source.path,
        pattern: product.pattern,
        schedule: product.schedule,
        coverage: product.coverage,
        lifecycle: product.lifecycle ?? null,
        catalogKey: catalogKey(publication.domainOrdinal, product.name),
        consumerCount: standing?.consumerCount ?? 0,
        firstPublishedAt: standing?.firstPublishedAt ?? at,
        publishedAt: at,
        publishedBy: by,
        retiredAt: null,
        retiredReason: null,
        digest,
        compilationId,
      },
    ],
    ['fqn'],
  );
  const id = standing?.id ?? (await productByFqn(tx, product.fqn))?.id ?? 0;
  const [versionId = 0] = await tx.insert(ProductVersionRow, [versionRow(id, publication)]);
  return { productId: id, versionId };
}

function versionRow(productId: number, publication: Publication): Partial<ProductVersionRow> {
  const { product, source, files, dbtManifest, digest, compilationId, at, by } = publication;
  return {
    productId,
    dbtManifest,
    digest,
    compilationId,
    version: product.version,
    versionKey: versionKey(product.version),
    source: source.content,
    file: source.path,
    files: [...files],
    compiled: product,
    publishedAt: at,
    publishedBy: by,
    forcedReason: publication.forcedReason,
  };
}

/** Takes a product out of service; its versions stay. */
export async function retire(tx: Transaction, productId: number, reason: string, at: string): Promise<void> {
  await tx.run(sql`UPDATE products SET retired_at = ${at}, retired_reason = ${reason} WHERE id = ${productId}`);
  await tx.run(sql`UPDATE output_ports SET removed_at = ${at} WHERE product_id = ${productId} AND removed_at IS NULL`);
}

/** fqns of the standing products that hold a contract with this one, in the order in which they were established. */
export async function consumersOf(db: Reader, productId: number): Promise<string[]> {
  const rows = await db.all<{ fqn: string }>(sql`
    SELECT c.fqn AS "fqn", MIN(k.id) AS "first" FROM contracts k
    JOIN output_ports o ON o.id = k.provider_port_id JOIN products c ON c.id = k.consumer_product_id
    WHERE o.product_id = ${productId} AND k.consumer_product_id <> ${productId} AND k.status <> 'retired' AND c.retired_at IS NULL
    GROUP BY c.fqn ORDER BY 2`);
  return rows.map((row) => row.fqn);
}
