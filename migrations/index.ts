import { Catalog1760000000001 } from './0001-catalog.js';
import { InputPortColumns1763800000002 } from './0002-input-port-columns.js';

/** Every migration, in order. One that has landed is never edited. */
export const migrations = [Catalog1760000000001, InputPortColumns1763800000002];
