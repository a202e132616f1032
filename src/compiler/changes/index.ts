import { accessRows } from './access.js';
import { metadataRows } from './metadata.js';
import { nestedRows } from './nested.js';
import { nullabilityRows } from './nullability.js';
import { promiseRows } from './promises.js';
import type { ChangeRow } from './row.js';
import { structureRows } from './structure.js';
import { typeRows } from './typing.js';
import { valueRows } from './values.js';

/** The changes that the catalog tells apart, by their stable ids, family by family. */
export const CHANGE_ROWS = {
  ...structureRows,
  ...nullabilityRows,
  ...typeRows,
  ...valueRows,
  ...nestedRows,
  ...promiseRows,
  ...accessRows,
  ...metadataRows,
} satisfies Readonly<Record<string, ChangeRow>>;

export type ChangeRule = keyof typeof CHANGE_ROWS;

/** A row of the table by its id. */
export const changeRow = (rule: ChangeRule): ChangeRow => CHANGE_ROWS[rule];
