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

/** The products of these fqns, by fqn, and what is kept of these versions of them. */
export async function standingProducts(
  db: Reader,
  asked: readonly { readonly fqn: string; readonly version: string }[],
): Promise<ReadonlyMap<string, StandingProduct>> {
  const keys = asked.map(({ fqn, version }) => [fqn, version]);
  const rows = await db.all<ProductRow & { kept: string | null; announced: number }>(sql`
    WITH g(fqn, version) AS (${sql.rows(['text', 'text'], keys)})
    SELECT ${selectList(ProductRow, 'p')},
           (SELECT v.digest FROM product_versions v WHERE v.product_id = p.id AND v.version = g.version) AS "kept",
           (SELECT COUNT(*) FROM announcements a WHERE a.product_id = p.id AND a.status = 'announced') AS "announced"
    FROM g CROSS JOIN products p WHERE p.fqn = g.fqn`);
  return new Map(rows.map(({ kept, announced, ...row }) => [row.fqn, { row, kept, announced: Number(announced) > 0 }]));
}

export interface Publication {
  readonly product: CompiledProduct;
  /** The version that it takes the place of. */
  readonly standing: ProductRow | undefined;
  readonly domainId: number;
  readonly domainOrdinal: number;
  readonly source: SourceFile;
  readonly files: readonly SourceFile[];
  readonly dbtManifest: string | null;
  readonly digest: string;
  readonly place: Pick<ProductRow, 'ref' | 'artifactDigest'>;
  readonly compilationId: number;
  readonly at: string;
  readonly by: string | null;
  readonly forcedReason: string | null;
}

/** The order of `CATALOG_ASC`: domains as they were registered, products by name. */
const catalogKey = (ordinal: number, name: string): string => `${String(ordinal).padStart(8, '0')}/${name}`;

export interface PutProducts {
  /** As they stand now. */
  readonly rows: readonly ProductRow[];
  /** The ids of the versions by those of the products, when the store has told them. */
  readonly versionIds: Promise<ReadonlyMap<number, number>>;
}

/**
 * Makes each of these publications, of products that differ, the standing version of its product, in place of the one that
 * stands, and keeps it among the versions.
 */
export async function putProducts(tx: Transaction, publications: readonly Publication[]): Promise<PutProducts> {
  const rows = publications.map(productRow);
  const fresh = rows.filter((_, index) => !publications[index]?.standing);
  const written = await tx.insertReturning(ProductRow, fresh, ['id', 'fqn']);
  const ids = new Map(written.map(({ id, fqn }) => [fqn, id]));
  const replacing = publications.flatMap(({ standing }) => standing ?? []);
  for (const { id, fqn } of replacing) ids.set(fqn, id);
  if (replacing.length > 0)
    await tx.upsert(
      ProductRow,
      rows.filter((_, index) => publications[index]?.standing),
      ['fqn'],
    );
  const put = rows.map((row) => ({ ...row, id: ids.get(row.fqn) ?? 0 }));
  const versions = publications.map((each, index) => versionRow(put[index]?.id ?? 0, each));
  return { rows: put, versionIds: ahead(putVersions(tx, versions)) };
}

async function putVersions(
  tx: Transaction,
  rows: readonly Partial<ProductVersionRow>[],
): Promise<ReadonlyMap<number, number>> {
  const written = await tx.insertReturning(ProductVersionRow, rows, ['id', 'productId']);
  return new Map(written.map(({ id, productId }) => [productId, id]));
}

function productRow(publication: Publication): Omit<ProductRow, 'id'> {
  const { product, source, at, by, digest, compilationId, standing, place } = publication;
  return {
    ...place,
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
    tags: [...(product.tags ?? [])],
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
  const { product, source, files, dbtManifest, digest, compilationId, at, by, place } = publication;
  return {
    ...place,
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

/** Keeps where the version of a product that stands was pushed to, once it is known. */
export async function placeProduct(
  tx: Transaction,
  { id, version }: ProductRow,
  { ref, artifactDigest }: Publication['place'],
): Promise<void> {
  await tx.run(sql`UPDATE products SET ref = ${ref}, artifact_digest = ${artifactDigest} WHERE id = ${id}`);
  await tx.run(sql`UPDATE product_versions SET ref = ${ref}, artifact_digest = ${artifactDigest}
    WHERE product_id = ${id} AND version = ${version}`);
}

/** By fqn, how many products consume these. */
export async function consumerCounts(tx: Transaction, fqns: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (fqns.length === 0) return new Map();
  const rows = await tx.all<{ fqn: string; count: number }>(
    sql`SELECT fqn AS "fqn", consumer_count AS "count" FROM products WHERE fqn ${sql.in(fqns)}`,
  );
  return new Map(rows.map(({ fqn, count }) => [fqn, count]));
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
