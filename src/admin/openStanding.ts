import { existsSync } from 'node:fs';
import { Database } from '../entities/database.js';
import { CatalogError } from '../errors.js';

/**
 * Opens a store that stands, and migrates nothing. Throws CatalogError NOT_FOUND for a file that is not there, which
 * SQLite would make, and what `Database.open` throws.
 */
export async function openStanding(url: string): Promise<Database> {
  const file = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : null;
  if (file === '' || file === ':memory:')
    throw new CatalogError(
      'BAD_USER_INPUT',
      `DATABASE_URL "${url}" is a store in memory: only its own process sees it.`,
    );
  if (file !== null && !existsSync(file))
    throw new CatalogError('NOT_FOUND', `There is no file ${file}: DATABASE_URL names the store of the catalog.`);
  return Database.open(url, { migrate: false });
}
