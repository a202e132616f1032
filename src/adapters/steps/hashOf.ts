import { createHash } from 'node:crypto';

/** SHA-256, hexadecimal, of values by their JSON. */
export const hashOf = (...values: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(values)).digest('hex');
