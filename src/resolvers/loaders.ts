import { batching } from './loaders/batching.js';
import { contractLoaders } from './loaders/contractLoaders.js';
import { platformLoaders } from './loaders/platformLoaders.js';
import { productLoaders } from './loaders/productLoaders.js';
import type { TurnReader } from './loaders/TurnReader.js';

/** Every batched read. Made anew for each request (and each event of a subscription), for they remember what they read. */
export function createLoaders(db: TurnReader) {
  const batches = batching(db);
  return { ...platformLoaders(db, batches), ...productLoaders(db, batches), ...contractLoaders(db, batches) };
}

export type Loaders = ReturnType<typeof createLoaders>;
