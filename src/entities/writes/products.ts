import type { CompiledProduct } from '../../compiler/artifact.js';
import type { SourceFile } from '../../compiler/source.js';
import { versionKey } from '../../compiler/values/versionKey.js';
import type { Reader, Transaction } from '../database.js';
import { ProductRow } from '../rows/products/ProductRow.js';
import { ProductVersionRow } from '../rows/products/ProductVersionRow.js';
import { selectList, sql } from '../sql.js';
import { ahead } from '../transaction.js';

/** The product of this fqn, retired or not. */
export async function productByFqn(db: Reader, fqn: string): Promise<ProductRow | undefined> {
  return db.one<ProductRow>(sql`SELECT ${selectList(ProductRow, 'p')} FROM products p WHERE p.fqn = ${fqn}`);
}

/** A product, retired or not, that a version is to take the place of. */
export interface StandingProduct {
  readonly row: ProductRow;
  /** The digest of that version, where it is kept already. */
  readonly kept: string | null;
  /** Whether a version of it is announced and neither published nor withdrawn. */
  readonly announced: boolean;
}

/** The product of this fqn, and what is kept of this version of it. */
export async function standingProduct(db: Reader, fqn: string, version: string): Promise<StandingProduct | undefined> {
  const found = await db.one<ProductRow & { kept: string | null; announced: number }>(sql`
    SELECT ${selectList(ProductRow, 'p')},
           (SELECT v.digest FROM product_versions v WHERE v.product_id = p.id AND v.version = ${version}) AS "kept",
           (SELECT COUNT(*) FROM announcements a WHERE a.product_id = p.id AND a.status = 'announced') AS "announced"
    FROM products p WHERE p.fqn = ${fqn}`);
  if (!found) return undefined;
  const { kept, announced, ...row } = found;
  return { row, kept, announced: Number(announced) > 0 };
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
  /** As it stands now. */
  readonly row: ProductRow;
  /** The id of the version, when the store has told it. */
  readonly versionId: Promise<number>;
}

/** Makes this publication the standing version of its product, in place of the one that stands, and keeps it among the versions. */
export async function putProduct(
  tx: Transaction,
  publication: Publication,
  standing: ProductRow | undefined,
): Promise<PutProduct> {
  const row = productRow(publication, standing);
  const [written] = await writeProduct(tx, row, standing);
  const id = written?.id ?? 0;
  return { row: { ...row, id }, versionId: ahead(putVersion(tx, versionRow(id, publication))) };
}

async function writeProduct(
  tx: Transaction,
  row: Omit<ProductRow, 'id'>,
  standing: ProductRow | undefined,
): Promise<Pick<ProductRow, 'id'>[]> {
  if (!standing) return tx.insertReturning(ProductRow, [row], ['id']);
  await tx.upsert(ProductRow, [row], ['fqn']);
  return [standing];
}

async function putVersion(tx: Transaction, row: Partial<ProductVersionRow>): Promise<number> {
  const [written] = await tx.insertReturning(ProductVersionRow, [row], ['id']);
  return written?.id ?? 0;
}

function productRow(publication: Publication, standing: ProductRow | undefined): Omit<ProductRow, 'id'> {
  const { product, source, at, by, digest, compilationId } = publication;
  return {
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
  };
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

/** How many products consume this one. */
export async function consumerCount(tx: Transaction, productId: number): Promise<number> {
  const row = await tx.one<{ count: number }>(
    sql`SELECT consumer_count AS "count" FROM products WHERE id = ${productId}`,
  );
  return row?.count ?? 0;
}

/** Takes a product out of service; its versions stay. What it is made of `dropParts` lets go. */
export async function retire(tx: Transaction, productId: number, reason: string, at: string): Promise<void> {
  await tx.run(sql`UPDATE products SET retired_at = ${at}, retired_reason = ${reason} WHERE id = ${productId}`);
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
