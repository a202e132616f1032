import type { Reader } from '../entities/database.js';
import { contractLoaders } from './loaders/contractLoaders.js';
import { platformLoaders } from './loaders/platformLoaders.js';
import { productLoaders } from './loaders/productLoaders.js';

/** Every batched read. Made anew for each request (and each event of a subscription), for they remember what they read. */
export const createLoaders = (db: Reader) => ({
  ...platformLoaders(db),
  ...productLoaders(db),
  ...contractLoaders(db),
});

export type Loaders = ReturnType<typeof createLoaders>;
