import type { Mapping } from '../../values/json.js';

/** The fields that say something. */
export const stated = (fields: Mapping): Mapping =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );

/** A field of this name where the list has anything in it. */
export const someOf = (key: string, list: readonly unknown[]): Mapping => (list.length > 0 ? { [key]: list } : {});
