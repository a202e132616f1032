import {
  consumersQuery,
  keptVersions,
  latestCompilations,
  listedProductsQuery,
  modelsQuery,
  portConsumersQuery,
  productVersionsQuery,
  providersQuery,
  type Listed,
  type ProductFilter,
  type ProductOrder,
} from '../../entities/reads/products.js';
import { inOrder, rowsBy, standing } from '../../entities/reads/rows.js';
import { CompilationRow } from '../../entities/rows/platform/CompilationRow.js';
import { InputPortRow } from '../../entities/rows/products/InputPortRow.js';
import { ModelRow } from '../../entities/rows/products/ModelRow.js';
import { OutputPortRow } from '../../entities/rows/products/OutputPortRow.js';
import { ProductRow } from '../../entities/rows/products/ProductRow.js';
import type { ProductVersionRow } from '../../entities/rows/products/ProductVersionRow.js';
import { SlaStatusRow } from '../../entities/rows/sla/SlaStatusRow.js';
import type { Batching } from '../batching/batching.js';
import { ListLoader } from '../batching/ListLoader.js';
import type { TurnReader } from '../../entities/TurnReader.js';

interface Listing {
  readonly filter: ProductFilter | null;
  readonly order: ProductOrder | null;
}

/** The columns of a version that lists show. */
export type ListedVersion = Pick<ProductVersionRow, 'version' | 'publishedAt' | 'publishedBy' | 'source' | 'digest'>;

/** Products, retired ones too: lists leave those out, ids and contracts still lead to them. */
const products = (db: TurnReader, { oneBy, oneByParts }: Batching) => ({
  productById: oneBy(
    (ids: readonly number[]) => rowsBy(db, ProductRow, 'id', ids),
    (row) => row.id,
  ),
  productByFqn: oneBy(
    (fqns: readonly string[]) => rowsBy(db, ProductRow, 'fqn', fqns),
    (row) => row.fqn,
  ),
  keptVersion: oneByParts(
    (keys: readonly { productId: number; version: string }[]) => keptVersions(db, keys),
    (key) => `${key.productId}@${key.version}`,
    (row) => `${row.productId}@${row.version}`,
  ),
  productsOfDomain: new ListLoader<Listed, Listing>(db, (_, { filter, order }) => listedProductsQuery(filter, order)),
  consumers: new ListLoader<Listed>(db, (parents) => consumersQuery(parents)),
  providers: new ListLoader<Listed>(db, (parents) => providersQuery(parents)),
  versions: new ListLoader<ListedVersion>(db, () => productVersionsQuery),
  models: new ListLoader<ModelRow>(db, () => modelsQuery),
  compilationById: oneBy(
    (ids: readonly number[]) => rowsBy(db, CompilationRow, 'id', ids),
    (row) => row.id,
  ),
  latestCompilation: oneBy(
    (fqns: readonly string[]) => latestCompilations(db, fqns),
    (row) => row.subject,
  ),
});

/** Ports and models; an output port that its product dropped is found by id and fqn, not among its product's. */
const parts = (db: TurnReader, { oneBy, manyBy }: Batching) => ({
  outputPortById: oneBy(
    (ids: readonly number[]) => rowsBy(db, OutputPortRow, 'id', ids),
    (row) => row.id,
  ),
  outputPortByFqn: oneBy(
    (fqns: readonly string[]) => rowsBy(db, OutputPortRow, 'fqn', fqns),
    (row) => row.fqn,
  ),
  outputPortsOfProduct: manyBy(
    (ids: readonly number[]) => rowsBy(db, OutputPortRow, 'productId', ids, standing),
    (row) => row.productId,
  ),
  everyOutputPortOfProduct: manyBy(
    (ids: readonly number[]) => rowsBy(db, OutputPortRow, 'productId', ids, inOrder),
    (row) => row.productId,
  ),
  portConsumers: new ListLoader<Listed>(db, () => portConsumersQuery()),
  slaStatusesOfPort: manyBy(
    (ids: readonly number[]) => rowsBy(db, SlaStatusRow, 'portId', ids, { order: 't.id' }),
    (row) => row.portId,
  ),
  inputPortByFqn: oneBy(
    (fqns: readonly string[]) => rowsBy(db, InputPortRow, 'fqn', fqns),
    (row) => row.fqn,
  ),
  inputPortsOfProduct: manyBy(
    (ids: readonly number[]) => rowsBy(db, InputPortRow, 'productId', ids, inOrder),
    (row) => row.productId,
  ),
  modelById: oneBy(
    (ids: readonly number[]) => rowsBy(db, ModelRow, 'id', ids),
    (row) => row.id,
  ),
  modelByFqn: oneBy(
    (fqns: readonly string[]) => rowsBy(db, ModelRow, 'fqn', fqns),
    (row) => row.fqn,
  ),
});

/** What is read of products and their parts. */
export const productLoaders = (db: TurnReader, batches: Batching) => ({
  ...products(db, batches),
  ...parts(db, batches),
});
