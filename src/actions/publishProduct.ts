import semver from 'semver';
import type { CompiledProduct } from '../compiler/artifact.js';
import type { ProductCompileResult } from '../compiler/result.js';
import type { UserError } from '../errors.js';
import type { Transaction } from '../entities/database.js';
import { lockEventLog } from '../entities/writes/events.js';
import { insertCompilation } from '../entities/writes/compilations.js';
import { digestOfVersion, productByFqn } from '../entities/writes/products.js';
import type { CompilationRow } from '../entities/rows/platform/CompilationRow.js';
import type { ProductRow } from '../entities/rows/products/ProductRow.js';
import { compileInMesh, gatherAndCompile, productRecord, type GatheredCompilation } from './compileProduct.js';
import { digestOf } from './kit/digest.js';
import { gatherClaims, gatherMesh } from './compiling/gather.js';
import type { Measured } from './kit/needs.js';
import { noticeOf } from './storing/notice.js';
import { storeProduct, type PublishedProductResult } from './storing/storeProduct.js';
import type { Toolkit } from './kit/toolkit.js';
import type { ProductRequest } from './kit/productRequest.js';

/** The digest of all that a product version is made of: its document, its files, its dbt manifest. */
export function productDigest(request: ProductRequest): string {
  const dbt = request.dbtManifest ? [{ path: 'target/manifest.json', content: request.dbtManifest }] : [];
  return digestOf([{ path: request.file, content: request.source }, ...request.files, ...dbt]);
}

const conflict = (path: string, message: string): UserError => ({ code: 'CONFLICT', path: ['input', path], message });

/** Why this version may not take the place of what stands; null where it may. */
function refusal(
  product: CompiledProduct,
  standing: ProductRow | undefined,
  kept: string | undefined,
  digest: string,
): UserError | null {
  if (!standing) return null;
  const { fqn, version } = product;
  const next = semver.inc(standing.version, 'patch') ?? standing.version;
  if (kept !== undefined && kept !== digest)
    return conflict(
      'source',
      `${fqn} ${version} is published with other content: raise metadata.version, to ${next} at least.`,
    );
  if (semver.lt(version, standing.version))
    return conflict('source', `${fqn} stands at ${standing.version}: ${version} is lower, expected ${next} or more.`);
  if (standing.retiredAt !== null && version === standing.version)
    return conflict('source', `${fqn} ${version} is retired: publish ${next} or more to bring it back.`);
  return null;
}

/** The compilation for the mesh as it is under the lock: the one at hand where nothing it depends on has changed since. */
export async function currentCompilation(
  kit: Pick<Toolkit, 'compiling'>,
  tx: Transaction,
  request: ProductRequest,
  gathered: GatheredCompilation,
): Promise<Measured<ProductCompileResult>> {
  if ((await lockEventLog(tx)) === gathered.seq) return gathered.compiled;
  const mesh = await gatherMesh(tx, { path: request.file, content: request.source }, gathered.mesh.now);
  const claimedTables = await gatherClaims(tx, gathered.compiled.result);
  if (JSON.stringify({ ...mesh, claimedTables }) === JSON.stringify(gathered.mesh)) return gathered.compiled;
  return (await compileInMesh(kit, tx, request, mesh)).compiled;
}

/** `publishProduct` within a transaction, of what was gathered and compiled. */
export async function publishProductIn(
  kit: Toolkit,
  tx: Transaction,
  request: ProductRequest,
  gathered: GatheredCompilation,
): Promise<PublishedProductResult> {
  const compiled = await currentCompilation(kit, tx, request, gathered);
  const record = (): Promise<CompilationRow> => insertCompilation(tx, productRecord(kit, request, compiled));
  const product = compiled.result.artifact;
  if (!product) return { product: null, compilation: await record(), userErrors: [] };

  const digest = productDigest(request);
  const standing = await productByFqn(tx, product.fqn);
  const expected = request.expectedVersion;
  if (expected && standing?.version !== expected) {
    const message = `${product.fqn} stands at ${standing?.version ?? 'no version'}, not at ${expected}.`;
    return { product: null, compilation: await record(), userErrors: [conflict('expectedVersion', message)] };
  }
  const kept = standing && (await digestOfVersion(tx, standing.id, product.version));
  const error = refusal(product, standing, kept, digest);
  if (error) return { product: null, compilation: await record(), userErrors: [error] };
  const same = standing && standing.version === product.version && standing.retiredAt === null;
  if (same) return { product: standing, compilation: await record(), userErrors: [], unchanged: true };
  const notice = await noticeOf(kit, tx, request, compiled.result.evolution, standing);
  if ('code' in notice) return { product: null, compilation: await record(), userErrors: [notice] };
  return storeProduct(kit, tx, { request, product, digest, compilation: await record(), notice });
}

/**
 * Compiles a product and, where that succeeds, makes it the standing version: product, ports, models, lineage, contracts
 * and their events in one transaction. Where it fails, only the failed compilation is recorded. The same version with the
 * same content is a no-op; with other content, or lower than what stands, it is refused as CONFLICT. A version that breaks
 * contracts is refused as CONTRACT_NOTICE until its notice has ended or all consumers agreed, unless a reason forces it.
 */
export async function publishProduct(kit: Toolkit, request: ProductRequest): Promise<PublishedProductResult> {
  const gathered = await gatherAndCompile(kit, request);
  return kit.db.transaction((tx) => publishProductIn(kit, tx, request, gathered));
}
