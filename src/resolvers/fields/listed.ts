import type { World } from './world.js';
import type { Listed } from '../../entities/reads/products.js';
import type { ContractRow } from '../../entities/rows/contracts/ContractRow.js';
import type { ProductRow } from '../../entities/rows/products/ProductRow.js';

/** The products of a page of ids. */
export const presentProducts =
  (world: World) =>
  (page: readonly Listed[]): Promise<(ProductRow | null)[]> =>
    Promise.all(page.map(({ id }) => world.productById.load(id)));

/** The contracts of a page of ids. */
export const presentContracts =
  (world: World) =>
  (page: readonly Listed[]): Promise<(ContractRow | null)[]> =>
    Promise.all(page.map(({ id }) => world.contractById.load(id)));
