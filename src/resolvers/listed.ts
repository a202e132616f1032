import type { Context } from '../context.js';
import type { Listed } from '../entities/reads/products.js';
import type { ContractRow } from '../entities/rows/ContractRow.js';
import type { ProductRow } from '../entities/rows/ProductRow.js';

/** The products of a page of ids. */
export const presentProducts =
  ({ loaders }: Context) =>
  (page: readonly Listed[]): Promise<(ProductRow | null)[]> =>
    Promise.all(page.map(({ id }) => loaders.productById.load(id)));

/** The contracts of a page of ids. */
export const presentContracts =
  ({ loaders }: Context) =>
  (page: readonly Listed[]): Promise<(ContractRow | null)[]> =>
    Promise.all(page.map(({ id }) => loaders.contractById.load(id)));
