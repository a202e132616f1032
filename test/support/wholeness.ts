import { checkStore } from '../../src/entities/checks/checkStore.js';
import type { Database } from '../../src/entities/database.js';

/** Everything that `floe admin check` finds in the store, a line each; empty for a store that is whole. */
export async function halvesIn(db: Database): Promise<string[]> {
  const found = await db.snapshot(checkStore);
  return found.map(({ code, where }) => `${code}: ${where}`);
}
