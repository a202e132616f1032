import { columnSchema, type DocumentColumn } from '../document/common.js';
import type { Mapping } from '../document/shape.js';

/** Somebody else may mean another thing by a name of ours: the values that our field of that name takes. */
export const fitting = (own: Mapping): Partial<DocumentColumn> =>
  Object.fromEntries(
    Object.entries(own).filter(
      ([key, value]) =>
        key !== 'name' &&
        value !== undefined &&
        columnSchema.safeParse({ name: 'c', type: 'any', [key]: value }).success,
    ),
  );
