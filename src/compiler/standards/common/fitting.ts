import { columnSchema, type DocumentColumn, type DocumentElement } from '../../document/common.js';
import type { Mapping } from '../../values/json.js';

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

/** A column with those of its fields that ours take, to any depth. */
export const fittingColumn = ({ name, ...element }: DocumentColumn): DocumentColumn => ({
  name,
  ...fittingElement(element),
});

function fittingElement({ type, fields, items, keys, values, ...own }: DocumentElement): DocumentElement {
  return {
    type,
    ...fitting(own),
    ...(fields && { fields: fields.map(fittingColumn) }),
    ...(items && { items: fittingElement(items) }),
    ...(keys && { keys: fittingElement(keys) }),
    ...(values && { values: fittingElement(values) }),
  };
}
