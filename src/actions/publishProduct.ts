import semver from 'semver';
import type { ClaimedTable, UpstreamPort } from '../compiler/mesh.js';
import type { CompiledProduct } from '../compiler/artifact.js';
import type { ProductCompileResult } from '../compiler/result.js';
import type { UserError } from '../errors.js';
import type { Transaction } from '../entities/database.js';
import { lockEventLog } from '../entities/writes/events.js';
import { correctCompilation, insertCompilation } from '../entities/writes/compilations.js';
import { placeProduct } from '../entities/writes/products.js';
import type { CompilationRow } from '../entities/rows/platform/CompilationRow.js';
import type { ProductRow } from '../entities/rows/products/ProductRow.js';
import { compileInMesh, gatherAndCompileUnclaimed, productRecord, type GatheredCompilation } from './compileProduct.js';
import { digestOf } from './kit/digest.js';
import { notExpected } from './kit/expectedVersion.js';
import { documentOf } from './compiling/referencesOf.js';
import { gatherClaims, gatherMesh } from './compiling/gather.js';
import type { Measured } from './kit/needs.js';
import { findProducts, type FoundProduct } from './storing/findProduct.js';
import { noticeOf } from './storing/notice.js';
import { storeProducts, type PublishedProductResult, type Storable } from './storing/storeProduct.js';
import type { Toolkit } from './kit/toolkit.js';
import { isNewPlace, otherArtifact, wrongPlace, type Place } from './kit/place.js';
import { placeOf, type ProductRequest } from './kit/productRequest.js';

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

/** Why the version that stands is not the artifact that it is said to be; null where it may be. */
const otherPlace = ({ fqn, version }: CompiledProduct, standing: ProductRow, place: Place): UserError | null =>
  standing.version === version ? otherArtifact(`${fqn} ${version}`, standing, place) : null;

/** What a compilation that is at hand is held against under the lock. */
export interface LockedMesh {
  /** The number of the last event. */
  readonly seq: number;
  /** Which of the tables that it names belong to other products. */
  readonly claims: readonly ClaimedTable[];
}

/** Takes the lock of the event log. */
export async function lockMesh(tx: Transaction, { compiled }: GatheredCompilation): Promise<LockedMesh> {
  const [seq, claims] = await Promise.all([lockEventLog(tx), gatherClaims(tx, compiled.result)]);
  return { seq, claims };
}

/** The compilation for the mesh as it is under the lock: the one at hand where nothing it depends on has changed since. */
export async function currentCompilation(
  kit: Pick<Toolkit, 'compiling'>,
  tx: Transaction,
  request: ProductRequest,
  gathered: GatheredCompilation,
  { seq, claims }: LockedMesh,
): Promise<Measured<ProductCompileResult>> {
  const sameClaims = JSON.stringify(claims) === JSON.stringify(gathered.mesh.claimedTables);
  if (seq === gathered.seq && sameClaims) return gathered.compiled;
  const product = documentOf(request);
  const mesh = seq === gathered.seq ? gathered.mesh : await gatherMesh(tx, product, gathered.mesh.now);
  const now = JSON.stringify({ ...mesh, claimedTables: claims });
  if (now === JSON.stringify(gathered.mesh)) return gathered.compiled;
  return (await compileInMesh(kit, tx, request, mesh)).compiled;
}

/** A product that is compiled and recorded, and what it is to take the place of. */
export interface Recorded {
  readonly request: ProductRequest;
  readonly compiled: Measured<ProductCompileResult>;
  readonly compilation: CompilationRow;
  /** null: the product does not compile. */
  readonly found: FoundProduct | null;
  /** What was gathered of the ports that it reads and all that those rest on, and holds still. */
  readonly upstream: readonly UpstreamPort[];
}

/** What comes of it: it has ended, or is to be stored. */
export type Judged = { readonly ended: PublishedProductResult } | { readonly storable: Storable };

/** Whether a product may take the place of what stands. Writes nothing. */
export function judgeProduct(kit: Toolkit, recorded: Recorded): Judged {
  const { request, compiled, compilation, found, upstream } = recorded;
  const refused = (...userErrors: UserError[]): Judged => ({ ended: { product: null, compilation, userErrors } });
  const product = compiled.result.artifact;
  if (!product || !found) return refused();

  const digest = productDigest(request);
  const standing = found.standing?.row;
  const unexpected = notExpected(product.fqn, request.expectedVersion, standing?.version ?? null);
  if (unexpected) return refused(unexpected);
  const error = refusal(product, standing, found.standing?.kept ?? undefined, digest);
  if (error) return refused(error);
  const place = placeOf(request);
  const misplaced = wrongPlace(place) ?? (standing && otherPlace(product, standing, place));
  if (misplaced) return refused(misplaced);
  const same = standing && standing.version === product.version && standing.retiredAt === null;
  if (same) return { ended: { product: standing, compilation, userErrors: [], unchanged: true } };
  const notice = noticeOf(kit, request, compiled.result.evolution, found);
  if ('code' in notice) return refused(notice);
  return { storable: { request, product, digest, compilation, notice, found, upstream } };
}

/** `publishProduct` within a transaction, of what was gathered and compiled. */
export async function publishProductIn(
  kit: Toolkit,
  tx: Transaction,
  request: ProductRequest,
  gathered: GatheredCompilation,
): Promise<PublishedProductResult> {
  const { compiled, compilation, found } = await underLock(kit, tx, request, gathered);
  const upstream = compiled === gathered.compiled ? gathered.mesh.upstreamPorts : [];
  const judged = judgeProduct(kit, { request, compiled, compilation, found, upstream });
  if ('ended' in judged) return placed(tx, judged.ended, placeOf(request));
  const [stored] = await storeProducts(kit, tx, [judged.storable]);
  return stored ?? { product: null, compilation, userErrors: [] };
}

/** What came of a publication; where its version stood already, with what it was pushed as since. */
async function placed(tx: Transaction, ended: PublishedProductResult, place: Place): Promise<PublishedProductResult> {
  const { product, unchanged } = ended;
  if (!product || !unchanged || !isNewPlace(product, place)) return ended;
  await placeProduct(tx, product, place);
  return { ...ended, product: { ...product, ...place } };
}

/**
 * Takes the lock, records the compilation and finds what stands: all at once, for what was compiled before the lock nearly
 * always holds under it. Where it does not, the record is put right and what stands is found anew.
 */
async function underLock(
  kit: Toolkit,
  tx: Transaction,
  request: ProductRequest,
  gathered: GatheredCompilation,
): Promise<Pick<Recorded, 'compiled' | 'compilation' | 'found'>> {
  const find = async ({ result: { artifact } }: Measured<ProductCompileResult>): Promise<FoundProduct | null> =>
    artifact && ((await findProducts(tx, [artifact]))[0] ?? null);
  const [locked, compilation, found] = await Promise.all([
    lockMesh(tx, gathered),
    insertCompilation(tx, productRecord(kit, request, gathered.compiled)),
    find(gathered.compiled),
  ]);
  const compiled = await currentCompilation(kit, tx, request, gathered, locked);
  if (compiled === gathered.compiled) return { compiled, compilation, found };
  const corrected = { ...productRecord(kit, request, compiled), id: compilation.id };
  await correctCompilation(tx, corrected);
  return { compiled, compilation: corrected, found: await find(compiled) };
}

/**
 * Compiles a product and, where that succeeds, makes it the standing version: product, ports, models, lineage, contracts
 * and their events in one transaction. Where it fails, only the failed compilation is recorded. The same version with the
 * same content is a no-op; with other content, or lower than what stands, it is refused as CONFLICT. A version that breaks
 * contracts is refused as CONTRACT_NOTICE until its notice has ended or all consumers agreed, unless a reason forces it.
 */
export async function publishProduct(kit: Toolkit, request: ProductRequest): Promise<PublishedProductResult> {
  const gathered = await gatherAndCompileUnclaimed(kit, request);
  return kit.db.transaction((tx) => publishProductIn(kit, tx, request, gathered));
}
