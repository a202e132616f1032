import { contractsThreatened } from '../../actions/sla/slaRisks.js';
import type { Reader } from '../../entities/database.js';
import type { PagedQuery } from '../../entities/paging.js';
import { contractsQuery, type ContractFilter } from '../../entities/reads/contracts.js';
import { domainsQuery } from '../../entities/reads/manifests.js';
import { productsQuery } from '../../entities/reads/products.js';
import type { ProductArguments } from './platform.js';
import { Found, Paged } from './reading.js';

interface ContractArguments {
  readonly filter?: ContractFilter | null;
}

/** Which contracts a breach upstream puts at risk is worked out of lineage, and asked only where the filter wants it. */
function contractsOf({ filter }: ContractArguments, db: Reader): PagedQuery | Promise<PagedQuery> {
  if (!filter?.slaRisk?.includes('at_risk')) return contractsQuery(filter ?? null);
  return contractsThreatened(db).then((atRisk) => contractsQuery(filter, atRisk));
}

/** Fields of the query, of the graph as it stands. */
export const queryReadings = {
  contract: new Found('contractByName', 'name'),
  contracts: new Paged<ContractArguments>(contractsOf),
  domain: new Found('domainByName', 'name'),
  domains: new Paged(() => domainsQuery),
  namespace: new Found('namespaceByPath', 'path'),
  outputPort: new Found('outputPortByFqn', 'fqn', 'removedAt'),
  product: new Found('productByFqn', 'fqn', 'retiredAt'),
  products: new Paged<ProductArguments>(({ filter, orderBy }: ProductArguments) =>
    productsQuery(filter ?? null, orderBy ?? null),
  ),
};
