import { createUnionType } from 'type-graphql';
import type { Tagged } from '../common/Node.js';
import { DataContract } from '../contracts/DataContract.js';
import { DataProduct } from '../products/DataProduct.js';
import { Domain } from '../platform/Domain.js';
import { LayerNamespace } from '../platform/LayerNamespace.js';
import { Model } from '../products/Model.js';
import { Term } from '../platform/Term.js';
import { OutputPort } from '../products/OutputPort.js';

export const SearchHit = createUnionType({
  name: 'SearchHit',
  description: 'What a search found. A COLUMN is found as the output port it belongs to.',
  types: () => [Domain, DataProduct, OutputPort, DataContract, LayerNamespace, Model, Term] as const,
  resolveType: (value: object) => (value as Tagged).__typename,
});
