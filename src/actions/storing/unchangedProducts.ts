import type { Reader } from '../../entities/database.js';
import { standingDigests } from '../../entities/reads/products.js';
import { rowsBy } from '../../entities/reads/rows.js';
import { CompilationRow } from '../../entities/rows/platform/CompilationRow.js';
import { ProductRow } from '../../entities/rows/products/ProductRow.js';

/** A product that stands, and how it was compiled when it was published. */
export interface Unchanged {
  readonly product: ProductRow;
  readonly compilation: CompilationRow | null;
}

/** Of these products those, by fqn, that stand with this very content. */
export async function unchangedProducts(
  db: Reader,
  digests: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, Unchanged>> {
  const standing = await standingDigests(db, [...digests.keys()]);
  const same = standing.filter(({ fqn, digest }) => digests.get(fqn) === digest);
  if (same.length === 0) return new Map();
  const [products, compilations] = await Promise.all([
    rowsBy(
      db,
      ProductRow,
      'fqn',
      same.map(({ fqn }) => fqn),
    ),
    rowsBy(
      db,
      CompilationRow,
      'id',
      same.map(({ compilationId }) => compilationId),
    ),
  ]);
  const byId = new Map(compilations.map((each) => [each.id, each]));
  return new Map(
    products.map((product) => [product.fqn, { product, compilation: byId.get(product.compilationId) ?? null }]),
  );
}
