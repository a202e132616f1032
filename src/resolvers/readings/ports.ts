import type { InputPortRow } from '../../entities/rows/products/InputPortRow.js';
import type { OutputPortRow } from '../../entities/rows/products/OutputPortRow.js';
import { derived, Listing, Lookup } from './reading.js';

/** Fields of an output port of the standing version of its product. */
export const outputPortReadings = {
  product: new Lookup('productById', 'productId'),
  table: derived<OutputPortRow>()(['tableName'], ({ tableName }) => tableName),
  namespace: new Lookup('namespaceById', 'namespaceId'),
  consumers: new Listing('portConsumers', { names: 'productById' }),
  contracts: new Listing('contractsOfPort', { names: 'contractById' }),
};

/** Fields of an input port of the standing version of its product. */
export const inputPortReadings = {
  product: new Lookup('productById', 'productId'),
  source: derived<InputPortRow>()(
    ['sourceKind'],
    ({ sourceKind, ref, columnsOrigin, sourceType: type, sourceName: source, config }) =>
      sourceKind === 'data_product'
        ? { __typename: 'DataProductSource', ref, columnsOrigin }
        : { __typename: 'IngestionSource', type, source, config: config ?? {} },
    { ref: 'ref', columnsOrigin: 'columnsOrigin', type: 'sourceType', source: 'sourceName', config: 'config' },
  ),
};
