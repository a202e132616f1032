import type { MeshFacts, ProductCompileInput } from '../compiler/input.js';
import type { ProductCompileResult } from '../compiler/result.js';
import type { Reader } from '../entities/database.js';
import { lastSeq } from '../entities/reads/events.js';
import type { CompilationRow } from '../entities/rows/platform/CompilationRow.js';
import { insertCompilation } from '../entities/writes/compilations.js';
import { compilationRecord } from './compiling/compilationRecord.js';
import { compileHere } from './compiling/compileHere.js';
import { documentOf } from './compiling/referencesOf.js';
import { gatherClaims, gatherMesh } from './compiling/gather.js';
import type { Measured } from './kit/needs.js';
import { instant, type Toolkit } from './kit/toolkit.js';
import type { ProductRequest } from './kit/productRequest.js';

/** Where nobody says otherwise (decision 20). */
const DEFAULT_ENVIRONMENT = 'production';

/** What the compiler is asked for a request, with the mesh as it was found. */
export function compileInput(request: ProductRequest, mesh: MeshFacts): ProductCompileInput {
  return {
    product: documentOf(request),
    files: request.files,
    dbtManifest: request.dbtManifest ?? null,
    environment: request.environment ?? DEFAULT_ENVIRONMENT,
    mesh,
  };
}

export interface GatheredCompilation {
  /** The last event when gathering began. */
  readonly seq: number;
  readonly mesh: MeshFacts;
  readonly compiled: Measured<ProductCompileResult>;
}

/** Gathers what the compiler must know of the mesh, then compiles. Writes nothing. */
export async function gatherAndCompile(
  kit: Pick<Toolkit, 'db' | 'clock' | 'compiling'>,
  request: ProductRequest,
): Promise<GatheredCompilation> {
  const { seq, mesh } = await gatherAt(kit, request);
  return { seq, ...(await compileInMesh(kit, kit.db, request, mesh)) };
}

/** The same, but whose the tables are that the product names: that is asked under the lock. */
export async function gatherAndCompileUnclaimed(
  kit: Pick<Toolkit, 'db' | 'clock' | 'compiling'>,
  request: ProductRequest,
): Promise<GatheredCompilation> {
  const { compiling = compileHere } = kit;
  const { seq, mesh } = await gatherAt(kit, request);
  return { seq, mesh, compiled: await compiling('product', compileInput(request, mesh)) };
}

async function gatherAt(
  kit: Pick<Toolkit, 'db' | 'clock'>,
  request: ProductRequest,
): Promise<{ readonly seq: number; readonly mesh: MeshFacts }> {
  const product = documentOf(request);
  const [seq, mesh] = await kit.db.reading((db) =>
    Promise.all([lastSeq(db), gatherMesh(db, product, instant(kit.clock))]),
  );
  return { seq, mesh };
}

/**
 * Compiles, and where a table that the product names belongs to another product compiles again with that fact: which
 * tables they are is known when its models are read, and nearly always nobody else's.
 */
export async function compileInMesh(
  { compiling = compileHere }: Pick<Toolkit, 'compiling'>,
  db: Reader,
  request: ProductRequest,
  mesh: MeshFacts,
): Promise<Omit<GatheredCompilation, 'seq'>> {
  const compiled = await compiling('product', compileInput(request, mesh));
  const claimedTables = await gatherClaims(db, compiled.result);
  if (claimedTables.length === 0) return { mesh, compiled };
  const claimed = { ...mesh, claimedTables };
  return { mesh: claimed, compiled: await compiling('product', compileInput(request, claimed)) };
}

/** Compiles a product against the mesh as it stands and records the compilation; changes nothing else. */
export async function compileProduct(kit: Toolkit, request: ProductRequest): Promise<CompilationRow> {
  const { compiled } = await gatherAndCompile(kit, request);
  return kit.db.transaction((tx) => insertCompilation(tx, productRecord(kit, request, compiled)));
}

/** All that a compilation of this product must know of the mesh, as plain data; writes nothing. */
export async function compileContext(
  kit: Pick<Toolkit, 'db' | 'clock' | 'compiling'>,
  request: ProductRequest,
): Promise<MeshFacts> {
  return (await gatherAndCompile(kit, request)).mesh;
}

/** The row that records a product's compilation. */
export function productRecord(
  kit: Pick<Toolkit, 'clock'>,
  request: ProductRequest,
  compiled: Measured<ProductCompileResult>,
): Omit<CompilationRow, 'id'> {
  const environment = request.environment ?? DEFAULT_ENVIRONMENT;
  return compilationRecord(compiled, { kind: 'product', environment, at: instant(kit.clock) });
}
