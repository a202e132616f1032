import type { ProductFilter, ProductOrder } from '../../entities/reads/products.js';
import type { DomainRow } from '../../entities/rows/platform/DomainRow.js';
import { derived, Listing, Lookup } from './reading.js';

/** What the arguments of a list of products say. */
export interface ProductArguments {
  readonly filter?: ProductFilter | null;
  readonly orderBy?: ProductOrder | null;
}

/** Fields of a domain. */
export const domainReadings = {
  layers: derived<DomainRow>()(['layers'], ({ layers }) => layers),
  services: derived<DomainRow>()(['services'], ({ services }) => services),
  namespaces: new Lookup('namespacesOfDomain', 'id'),
  products: new Listing('productsOfDomain', {
    names: 'productById',
    filter: ({ filter, orderBy }: ProductArguments) => ({ filter: filter ?? null, order: orderBy ?? null }),
    counted: ({ filter }) => ({ filter, order: null }),
  }),
};

/** Fields of a namespace of the catalog tree. */
export const namespaceReadings = {
  domain: new Lookup('domainById', 'domainId'),
  parent: new Lookup('namespaceById', 'parentId'),
  children: new Lookup('childrenOfNamespace', 'id'),
  grants: new Lookup('grantsOfNamespace', 'id'),
  tables: new Listing('tablesOfNamespace'),
};

/** Fields of a catalog table. */
export const tableReadings = {
  namespace: new Lookup('namespaceById', 'namespaceId'),
  port: new Lookup('outputPortById', 'portId'),
  model: new Lookup('modelById', 'modelId'),
};
