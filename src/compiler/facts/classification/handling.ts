import type { CompiledColumn } from '../../artifact.js';
import type { Mapping } from '../../values/json.js';

/** What documents say of how a column is governed (decision 19). */
export interface Handling {
  readonly classification: string | null;
  readonly encrypted: boolean | null;
  readonly maskedInNonProd: boolean | null;
  readonly retentionDays: number | null;
  /** Why its classification is lower than that of what it is made of. */
  readonly declassified: string | null;
}

/** The names of the fields as documents write them. */
export const HANDLING_NAMES = {
  classification: 'classification',
  encrypted: 'encrypted',
  maskedInNonProd: 'masked_in_non_prod',
  retentionDays: 'retention_days',
  declassified: 'declassified',
} as const satisfies Record<keyof Handling, string>;

export const NO_HANDLING: Handling = {
  classification: null,
  encrypted: null,
  maskedInNonProd: null,
  retentionDays: null,
  declassified: null,
};

/** `meta.floe` of a dbt column. */
export function handlingOfMeta(values: Mapping): Handling {
  if (Object.keys(values).length === 0) return NO_HANDLING;
  const days = values[HANDLING_NAMES.retentionDays];
  return {
    classification: text(values[HANDLING_NAMES.classification]),
    encrypted: flag(values[HANDLING_NAMES.encrypted]),
    maskedInNonProd: flag(values[HANDLING_NAMES.maskedInNonProd]),
    retentionDays: typeof days === 'number' ? days : null,
    declassified: text(values[HANDLING_NAMES.declassified]),
  };
}

/** A column of a port's schema. */
export const handlingOfColumn = (column: CompiledColumn, declassified: string | null): Handling => ({
  classification: column.classification,
  encrypted: column.encrypted ?? null,
  maskedInNonProd: column.maskedInNonProd ?? null,
  retentionDays: column.retentionDays ?? null,
  declassified,
});

/** What two documents say of one column taken together, the first one first. */
export const mergedHandling = (first: Handling, second: Handling): Handling => ({
  classification: first.classification ?? second.classification,
  encrypted: first.encrypted ?? second.encrypted,
  maskedInNonProd: first.maskedInNonProd ?? second.maskedInNonProd,
  retentionDays: first.retentionDays ?? second.retentionDays,
  declassified: first.declassified ?? second.declassified,
});

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const flag = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);
