import type { CompiledColumn, CompiledContractTerms } from '../../artifact.js';
import type { ChangeRule } from '../../changes/index.js';

/** `ContractChangeKind` of the API. */
export type ContractChangeKind =
  | 'CONTRACT_ESTABLISHED'
  | 'CONTRACT_ENDED'
  | 'STATUS_CHANGED'
  | 'COLUMN_ADDED'
  | 'COLUMN_REMOVED'
  | 'COLUMN_RENAMED'
  | 'COLUMN_TYPE_CHANGED'
  | 'COLUMN_REQUIRED'
  | 'COLUMN_OPTIONAL'
  | 'ENUM_VALUE_ADDED'
  | 'ENUM_VALUE_REMOVED'
  | 'CONSTRAINT_CHANGED'
  | 'CLASSIFICATION_CHANGED'
  | 'DESCRIPTION_CHANGED'
  | 'SLA_LOOSENED'
  | 'SLA_TIGHTENED'
  | 'ACCESS_GRANTED'
  | 'ACCESS_REVOKED'
  | 'TABLE_CHANGED'
  | 'VALIDATION_CHANGED';

/** A way into the columns of a contract: names of columns and fields, and what arrays and maps hold. */
export type Step = { readonly column: string } | { readonly in: 'items' | 'keys' | 'values' };
export type Place = readonly Step[];

/** What a change does to the old terms; all of a diff's edits together make the new ones. */
export type Edit =
  /** `about`: the column that it is about; absent: the contract as a whole. */
  | { readonly op: 'terms'; readonly values: Partial<CompiledContractTerms>; readonly about?: Place }
  /** Where a value is undefined the field goes. */
  | { readonly op: 'set'; readonly place: Place; readonly values: Partial<CompiledColumn> }
  | { readonly op: 'add'; readonly parent: Place; readonly column: CompiledColumn; readonly index: number }
  | { readonly op: 'remove'; readonly place: Place }
  /** The order of the columns that stay, by their old names. */
  | { readonly op: 'order'; readonly parent: Place; readonly names: readonly string[] };

/** What changed, before anybody says what it means. */
export interface Change {
  readonly rule: ChangeRule;
  /** The row's other direction. */
  readonly reverse?: true;
  readonly kind: ContractChangeKind;
  /** `columns.customer_id`, `columns.address.city.type`, `columns.tags[]`, `sla.freshness`, `table`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  /** The list of values was open: a further one breaks no promise. */
  readonly open?: true;
  /** What the provider may have meant: "declare aliases: [customer_id] if it was renamed". */
  readonly hint?: string;
  readonly edits: readonly Edit[];
}
