import type { CompiledOwner } from '../../compiler/artifact.js';
import type { ProductRow } from '../../entities/rows/products/ProductRow.js';
import type { Role } from '../loaders/lists.js';
import { derived, Listing, Lookup } from './reading.js';

/** Fields of a product in its standing version. */
export const productReadings = {
  domain: new Lookup('domainById', 'domainId'),
  ownership: derived<ProductRow>()(
    [],
    ({ ownerTeam, ownerEmail, ownerSlack }): CompiledOwner => ({
      team: ownerTeam,
      email: ownerEmail,
      slack: ownerSlack,
    }),
    { team: 'ownerTeam', email: 'ownerEmail', slack: 'ownerSlack' },
  ),
  outputPorts: new Lookup('outputPortsOfProduct', 'id'),
  inputPorts: new Lookup('inputPortsOfProduct', 'id'),
  models: new Listing('models'),
  consumers: new Listing('consumers', { names: 'productById' }),
  providers: new Listing('providers', { names: 'productById' }),
  contracts: new Listing('contractsOfProduct', {
    names: 'contractById',
    filter: ({ role }: { readonly role?: Role }) => role ?? null,
  }),
  versions: new Listing('versions'),
  source: derived<ProductRow>()(['source'], ({ source }) => source, {}, 'format'),
};

/** Fields of a model of a product that stands. */
export const modelReadings = { product: new Lookup('productById', 'productId') };
