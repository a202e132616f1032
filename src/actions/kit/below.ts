import type { UserError } from '../../errors.js';

/** Mistakes in the input of one document as mistakes in the input that the document is at this path of. */
export const below = (path: readonly string[], errors: readonly UserError[]): UserError[] =>
  errors.map((error) => ({ ...error, path: [...path, ...error.path.slice(1)] }));
