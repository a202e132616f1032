import { batching } from '../batching/batching.js';
import { contractLoaders } from '../loaders/contractLoaders.js';
import { listLoaders } from '../loaders/lists.js';
import { lookupLoaders } from '../loaders/lookups.js';
import { platformLoaders } from '../loaders/platformLoaders.js';
import { slaLoaders } from '../loaders/slaLoaders.js';
import { pastLoaders } from '../past/pastLoaders.js';
import { productLoaders } from '../loaders/productLoaders.js';
import type { TurnReader } from '../../entities/TurnReader.js';

/** What is read of the graph as it stands. */
function presentLoaders(db: TurnReader) {
  const batches = batching(db);
  return {
    ...lookupLoaders(db, batches),
    ...listLoaders(db),
    ...platformLoaders(db, batches),
    ...productLoaders(db, batches),
    ...contractLoaders(db, batches),
    ...slaLoaders(db),
  };
}

type Present = ReturnType<typeof presentLoaders>;
type Past = Present & ReturnType<typeof pastLoaders>;

/** Every batched read. Made anew for each request (and each event of a subscription), for they remember what they read. */
export function createLoaders(db: TurnReader) {
  const present = presentLoaders(db);
  const instants = new Map<string, Past>();
  /** The same reads of the graph as it stood at an instant. */
  const asOf = (at: string): Past => {
    const known = instants.get(at) ?? { ...present, ...pastLoaders(db, batching(db), at, present) };
    instants.set(at, known);
    return known;
  };
  return { ...present, asOf };
}

export type Loaders = ReturnType<typeof createLoaders>;
