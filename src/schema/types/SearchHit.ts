import { createUnionType } from 'type-graphql';
import type { Tagged } from '../Node.js';
import { DataContract } from './DataContract.js';
import { DataProduct } from './DataProduct.js';
import { Domain } from './Domain.js';
import { LayerNamespace } from './LayerNamespace.js';
import { Model } from './Model.js';
import { OutputPort } from './OutputPort.js';

export const SearchHit = createUnionType({
  name: 'SearchHit',
  description: 'What a search found. A COLUMN is found as the output port it belongs to.',
  types: () => [Domain, DataProduct, OutputPort, DataContract, LayerNamespace, Model] as const,
  resolveType: (value: object) => (value as Tagged).__typename,
});
