import type { KeptProduct } from '../../entities/rows/products/keptProduct.js';
import type { AnnouncedContractRow } from '../../entities/rows/contracts/AnnouncedContractRow.js';
import type { AnnouncementRow } from '../../entities/rows/contracts/AnnouncementRow.js';
import type { ContractRow } from '../../entities/rows/contracts/ContractRow.js';
import type { InputPortRow } from '../../entities/rows/products/InputPortRow.js';
import type { ModelRow } from '../../entities/rows/products/ModelRow.js';
import type { OutputPortRow } from '../../entities/rows/products/OutputPortRow.js';

/** What resolvers take for an object: its row, or the row as it stood in a kept, older version, or at an instant. */
export type Kept = {
  readonly keptVersion?: string;
  /** The instant as of which it was asked for; its relations are followed among what stood then. */
  readonly asOf?: string;
};

export type ProductSource = KeptProduct;
export type OutputPortSource = OutputPortRow & Kept;
export type InputPortSource = InputPortRow & Kept;
export type ModelSource = ModelRow & Kept;
export type ContractSource = ContractRow & Kept;
export type AnnouncementSource = AnnouncementRow & Kept;
export type AnnouncedContractSource = AnnouncedContractRow & Kept;
