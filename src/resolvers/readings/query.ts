import { contractsQuery, type ContractFilter } from '../../entities/reads/contracts.js';
import { domainsQuery } from '../../entities/reads/manifests.js';
import { productsQuery } from '../../entities/reads/products.js';
import type { ProductArguments } from './platform.js';
import { Found, Paged } from './reading.js';

interface ContractArguments {
  readonly filter?: ContractFilter | null;
}

/** Fields of the query, of the graph as it stands. */
export const queryReadings = {
  contract: new Found('contractByName', 'name'),
  contracts: new Paged<ContractArguments>(({ filter }: ContractArguments) => contractsQuery(filter ?? null)),
  domain: new Found('domainByName', 'name'),
  domains: new Paged(() => domainsQuery),
  namespace: new Found('namespaceByPath', 'path'),
  outputPort: new Found('outputPortByFqn', 'fqn', 'removedAt'),
  product: new Found('productByFqn', 'fqn', 'retiredAt'),
  products: new Paged<ProductArguments>(({ filter, orderBy }: ProductArguments) =>
    productsQuery(filter ?? null, orderBy ?? null),
  ),
};
