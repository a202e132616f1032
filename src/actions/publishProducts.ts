import type { Transaction } from '../entities/database.js';
import { insertCompilations } from '../entities/writes/compilations.js';
import { lastNumber, lockEventLog } from '../entities/writes/events.js';
import { productRecord } from './compileProduct.js';
import type { Toolkit } from './kit/toolkit.js';
import type { NamedRequest, Prepared } from './prepareProducts.js';
import { judgeProduct, type Judged } from './publishProduct.js';
import { findProducts } from './storing/findProduct.js';
import { storeProducts, type PublishedProductResult } from './storing/storeProduct.js';

/** Somebody has published since the products were prepared. */
export class Moved extends Error {
  constructor() {
    super('the mesh has moved since these products were compiled');
  }
}

export interface PublishedProducts {
  /** In their order. */
  readonly results: readonly PublishedProductResult[];
  /** The number of the last event now. */
  readonly seq: number;
}

/**
 * Publishes products that were prepared when this was the number of the last event, in a transaction: in as many
 * statements as one, where nothing is announced that has to do with them. What is refused is recorded and holds up no
 * other. Throws Moved where they are to be prepared anew.
 */
export async function publishProductsIn<R extends NamedRequest>(
  kit: Toolkit,
  tx: Transaction,
  seq: number,
  together: readonly Prepared<R>[],
): Promise<PublishedProducts> {
  const records = together.map(({ item, compiled }) => productRecord(kit, item.request, compiled));
  const [now, compilations, found] = await Promise.all([
    lockEventLog(tx),
    insertCompilations(tx, records),
    findProducts(
      tx,
      together.flatMap(({ compiled }) => compiled.result.artifact ?? []),
    ),
  ]);
  if (now !== seq) throw new Moved();
  let next = 0;
  const judged = together.map(({ item: { request }, compiled, mesh }, index): Judged => {
    const compilation = compilations[index];
    if (!compilation) throw new Error(`the compilation of ${request.file} was not recorded`);
    const own = compiled.result.artifact ? (found[next++] ?? null) : null;
    return judgeProduct(kit, { request, compiled, compilation, found: own, upstream: mesh.upstreamPorts });
  });
  const stored = await storeProducts(
    kit,
    tx,
    judged.flatMap((each) => ('storable' in each ? [each.storable] : [])),
  );
  let nextStored = 0;
  const results = judged.map((each) =>
    'ended' in each ? each.ended : (stored[nextStored++] as PublishedProductResult),
  );
  return { results, seq: lastNumber(tx) };
}
