import type { NodeType } from '../../schema/globalId.js';
import type { Tagged } from '../../schema/types/common/Node.js';

/** A row that knows which type it is answered as, for fields whose type is an interface or a union; null stays null. */
export function tagged<T extends object>(__typename: NodeType, row: T | null): (T & Tagged) | null {
  return row && { ...row, __typename };
}
