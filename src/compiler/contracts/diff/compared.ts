import type { CompiledColumn } from '../../artifact.js';
import type { ChangeRule } from '../../changes/index.js';
import type { ContractChangeKind } from './change.js';

/** What one property's change is made of. */
export interface PropertyChange {
  readonly rule: ChangeRule;
  readonly reverse?: boolean;
  readonly kind?: ContractChangeKind;
  readonly property: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly open?: boolean;
  readonly set: Partial<CompiledColumn>;
}

export type Compared = readonly PropertyChange[];
