import type { Database } from '../../entities/database.js';

/** What the verbs want of the store. */
export type Store = Pick<Database, 'dialect' | 'all' | 'one' | 'reading' | 'transaction'>;
