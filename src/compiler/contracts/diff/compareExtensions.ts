import { sameValue } from '../../values/json.js';
import type { ChangeRule } from '../../changes/index.js';
import type { ContractChangeKind } from './change.js';

type Extensions = Readonly<Record<string, unknown>>;

export interface ExtensionChange {
  readonly rule: ChangeRule;
  readonly kind: ContractChangeKind;
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What is said about the data beside what is promised of it (row `doc_changed`; the standards' names). */
const SAID_ABOUT = new Set([
  ...['name', 'title', 'businessName', 'tags', 'synonyms', 'examples', 'authoritativeDefinitions'],
  ...['owner', 'ownership', 'team', 'support', 'price', 'contractCreatedTs'],
]);

/** Nothing promised changes in silence: what no row knows is told by its own name. */
export function compareExtensions(before: Extensions = {}, after: Extensions = {}): ExtensionChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => !sameValue(before[key], after[key]))
    .map((key) => ({
      ...(SAID_ABOUT.has(key)
        ? ({ rule: 'doc_changed', kind: 'DESCRIPTION_CHANGED' } as const)
        : ({ rule: 'promise_changed', kind: 'VALIDATION_CHANGED' } as const)),
      key,
      before: before[key] ?? null,
      after: after[key] ?? null,
    }));
}
