import type { ChildQuery } from '../../entities/paging.js';
import {
  affectedContractsQuery,
  changesQuery,
  contractVersionsQuery,
  portContractsQuery,
  productContractsQuery,
} from '../../entities/reads/contracts.js';
import { termUsesQuery } from '../../entities/reads/search/terms.js';
import { tablesQuery } from '../../entities/reads/namespaces.js';
import {
  consumersQuery,
  listedProductsQuery,
  modelsQuery,
  portConsumersQuery,
  productVersionsQuery,
  providersQuery,
  type Listed,
  type ProductFilter,
  type ProductOrder,
} from '../../entities/reads/products.js';
import type { ContractChangeRow } from '../../entities/rows/contracts/ContractChangeRow.js';
import type { ContractVersionRow } from '../../entities/rows/contracts/ContractVersionRow.js';
import type { ModelRow } from '../../entities/rows/products/ModelRow.js';
import type { ProductVersionRow } from '../../entities/rows/products/ProductVersionRow.js';
import type { TermUseRow } from '../../entities/rows/products/TermUseRow.js';
import type { TableRow } from '../../entities/rows/products/TableRow.js';
import type { WebhookDeliveryRow } from '../../entities/rows/webhooks/WebhookDeliveryRow.js';
import { deliveriesQuery } from '../../entities/webhooks/webhooks.js';
import type { TurnReader } from '../../entities/TurnReader.js';
import { ListLoader, type QueryOf } from '../batching/ListLoader.js';

/** The end of its contracts that a product is asked for; either for null. */
export type Role = 'provider' | 'consumer' | null;

/** Which products of a domain, in which order. */
export interface Listing {
  readonly filter: ProductFilter | null;
  readonly order: ProductOrder | null;
}

/** The columns of a version that lists show. */
export type ListedVersion = Pick<
  ProductVersionRow,
  'id' | 'version' | 'publishedAt' | 'publishedBy' | 'source' | 'digest'
>;

/** A list that many parents have; of ids where it is a list of `Listed`. */
export interface List<T, F> {
  readonly query: QueryOf<F>;
  /** The type of an entry; never a value. */
  readonly entry?: T;
}

const list = <T, F = null>(query: QueryOf<F>): List<T, F> => ({ query });

/** The lists of the graph as it stands, each loaded by the loader of its name. */
export const LISTS = {
  affectedContracts: list<Listed>(() => affectedContractsQuery),
  changesOfContract: list<ContractChangeRow>(() => changesQuery(null)),
  deliveriesOfWebhook: list<WebhookDeliveryRow>(() => deliveriesQuery),
  consumers: list<Listed>((products) => consumersQuery(products)),
  contractVersions: list<ContractVersionRow>(() => contractVersionsQuery),
  contractsOfPort: list<Listed>(() => portContractsQuery),
  contractsOfProduct: list<Listed, Role>((products, role) => productContractsQuery(role, products)),
  models: list<ModelRow>(() => modelsQuery),
  portConsumers: list<Listed>(() => portConsumersQuery()),
  productsOfDomain: list<Listed, Listing>((_, { filter, order }) => listedProductsQuery(filter, order)),
  providers: list<Listed>((products) => providersQuery(products)),
  tablesOfNamespace: list<TableRow>(() => tablesQuery),
  termUses: list<TermUseRow, boolean>((_, ofColumns) => termUsesQuery(ofColumns)),
  versions: list<ListedVersion>(() => productVersionsQuery),
} as const;
export type Lists = typeof LISTS;
export type ListName = keyof Lists;

/** The filter of a list. */
export type FilterOf<Name extends ListName> = Lists[Name] extends List<unknown, infer F> ? F : never;

type ListLoaders = {
  readonly [Name in ListName]: Lists[Name] extends List<infer T, infer F> ? ListLoader<T, F> : never;
};

/** A loader a list. */
export function listLoaders(db: TurnReader): ListLoaders {
  const loaders = Object.entries<{ query: unknown }>(LISTS).map(([name, { query }]) => [
    name,
    new ListLoader(db, query as (parents: readonly number[]) => ChildQuery),
  ]);
  return Object.fromEntries(loaders) as ListLoaders;
}
