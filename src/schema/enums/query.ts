import { defineEnum } from './defineEnum.js';

export const SearchKind = defineEnum('SearchKind', 'What a search may find.', {
  DOMAIN: ['domain', 'Domains, by name and namespace.'],
  PRODUCT: ['product', 'Data products, by fqn, description, owner and tags.'],
  PORT: ['port', 'Output ports, by fqn, description, table, tags and terms.'],
  COLUMN: ['column', 'Columns of output ports, by name, description, tags and terms; the hit is the port.'],
  CONTRACT: ['contract', 'Contracts, by name and both ends.'],
  NAMESPACE: ['namespace', 'Catalog namespaces, by path.'],
  MODEL: ['model', 'Models, by name and description.'],
  TERM: ['term', 'Terms of the glossary, by name, definition and owner.'],
});

export const DataProductOrder = defineEnum('DataProductOrder', 'The order of a list of products.', {
  FQN_ASC: ['FQN_ASC', 'By fqn; what holds where nobody says otherwise.'],
  FQN_DESC: ['FQN_DESC', 'By fqn, backwards.'],
  PUBLISHED_AT_ASC: ['PUBLISHED_AT_ASC', 'The one longest unchanged first.'],
  PUBLISHED_AT_DESC: ['PUBLISHED_AT_DESC', 'The one published last first.'],
  CONSUMERS_DESC: ['CONSUMERS_DESC', 'The one with most consuming products first, then by fqn.'],
  CATALOG_ASC: [
    'CATALOG_ASC',
    'Domains in the order of their registration, products by name: what `floe products list` prints.',
  ],
});
