import type { DataProduct } from '../../document/product.js';

/** As much of a data product as a document of the standard tells, in our own field names. */
export type ProductParts = Pick<DataProduct, 'output_ports' | 'input_ports'> & {
  readonly metadata: Partial<DataProduct['metadata']>;
  readonly ownership?: Partial<DataProduct['ownership']>;
  readonly domain?: DataProduct['domain'];
  readonly lifecycle?: DataProduct['lifecycle'];
  readonly transforms?: DataProduct['transforms'];
  readonly schedule?: DataProduct['schedule'];
};
