import { Catalog1760000000001 } from './0001-catalog.js';

/** Every migration, in order. One that has landed is never edited. */
export const migrations = [Catalog1760000000001];
