import type { UserError } from '../errors.js';
import type { Transaction } from '../entities/database.js';
import { lastSeq } from '../entities/reads/events.js';
import { lockEventLog } from '../entities/writes/events.js';
import type { CompilationRow } from '../entities/rows/platform/CompilationRow.js';
import type { ManifestRow } from '../entities/rows/platform/ManifestRow.js';
import type { ProductRow } from '../entities/rows/products/ProductRow.js';
import { compileInMesh } from './compileProduct.js';
import { documentOf } from './compiling/referencesOf.js';
import { gatherMesh } from './compiling/gather.js';
import { outsideOf, publishManifestIn, type ManifestRequest } from './publishManifest.js';
import type { Outside } from './compiling/outside.js';
import { publishProductIn } from './publishProduct.js';
import { below } from './kit/below.js';
import { instant, type Toolkit } from './kit/toolkit.js';
import { withProgress } from './compiling/withProgress.js';
import type { Keyed, ProductRequest } from './kit/productRequest.js';

export interface TogetherRequest extends Keyed {
  readonly manifest?: ManifestRequest | null;
  readonly products: readonly ProductRequest[];
}

export interface PublishedTogether {
  readonly manifest: ManifestRow | null;
  /** Its parent, where that was pulled from its registry and published with it. */
  readonly pulled?: ManifestRow;
  readonly products: readonly ProductRow[];
  /** Of the manifest, then of the products, as far as it got. */
  readonly compilations: readonly CompilationRow[];
  readonly userErrors: readonly UserError[];
}

/** Thrown to undo the transaction; what it carries is the answer. */
class Refused extends Error {
  constructor(readonly answer: PublishedTogether) {
    super('refused');
  }
}

const failed = (path: readonly string[], what: string): UserError => ({
  code: 'INVALID_DOCUMENT',
  path,
  message: `${what} does not compile: its findings are those of the last compilation.`,
});

async function publishAll(
  kit: Toolkit,
  tx: Transaction,
  request: TogetherRequest,
  outside: Outside | null,
): Promise<PublishedTogether> {
  await lockEventLog(tx);
  const compilations: CompilationRow[] = [];
  const refuse = (userErrors: readonly UserError[]): never => {
    throw new Refused({ manifest: null, products: [], compilations, userErrors });
  };
  let manifest: ManifestRow | null = null;
  let pulled: ManifestRow | undefined;
  if (request.manifest) {
    const { manifest: asked } = request;
    const result = await withProgress(kit, asked, (each) => publishManifestIn(each, tx, asked, outside));
    compilations.push(result.compilation);
    const at = ['input', 'manifest'];
    pulled = result.pulled;
    manifest =
      result.manifest ??
      refuse(result.userErrors.length > 0 ? below(at, result.userErrors) : [failed(at, 'The manifest')]);
  }
  const products: ProductRow[] = [];
  for (const [index, product] of request.products.entries()) {
    const mesh = await gatherMesh(tx, documentOf(product), instant(kit.clock));
    const result = await withProgress(kit, product, async (each) => {
      const gathered = { seq: await lastSeq(tx), ...(await compileInMesh(each, tx, product, mesh)) };
      return publishProductIn(each, tx, product, gathered);
    });
    compilations.push(result.compilation);
    const at = ['input', 'products', String(index)];
    products.push(
      result.product ??
        refuse(result.userErrors.length > 0 ? below(at, result.userErrors) : [failed(at, product.file)]),
    );
  }
  return { manifest, ...(pulled && { pulled }), products, compilations, userErrors: [] };
}

/**
 * Publishes a manifest and products of its domain in one transaction, all of them or none: where a change of the one
 * needs a change of the others (a migration between patterns), no half of it is ever seen. The products are published in
 * the order given.
 */
export async function publishTogether(kit: Toolkit, request: TogetherRequest): Promise<PublishedTogether> {
  const outside = request.manifest ? await outsideOf(kit, request.manifest) : null;
  try {
    return await kit.db.transaction((tx) => publishAll(kit, tx, request, outside));
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    throw error;
  }
}
