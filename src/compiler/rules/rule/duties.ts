import type { ClassifiedColumn } from '../../facts/classification/classifiedColumns.js';
import type { ProductFacts } from '../../facts/product/productFacts.js';
import type { ClassificationDuties } from '../../inherit/policy/platform.js';

/** A classified column with what its level asks of it. */
export interface BoundColumn {
  readonly column: ClassifiedColumn;
  readonly level: string;
  readonly duties: ClassificationDuties;
}

/** The product's own columns whose level has duties, in the order of the facts (ADR-0021, Enterprise Manifest, `classification.pii`). */
export function boundColumns({ columns, platform }: ProductFacts): BoundColumn[] {
  const own = columns.filter(({ source }) => source === null);
  return own.flatMap((column) => {
    const level = column.handling.classification;
    const duties = level === null ? undefined : platform.classification.duties[level];
    return level !== null && duties ? [{ column, level, duties }] : [];
  });
}

export const isEncrypted = ({ column, duties }: BoundColumn): boolean =>
  duties.requires_encryption !== true || column.handling.encrypted === true;
export const isMasked = ({ column, duties }: BoundColumn): boolean =>
  duties.requires_masking_in_non_prod !== true || column.handling.maskedInNonProd === true;
