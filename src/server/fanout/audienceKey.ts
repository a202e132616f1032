import type { Asked } from '../executing/prepareOperation.js';
import { getOperationAST, Kind, visit, type DocumentNode } from 'graphql';
import { canonical } from '../../subscriptions/canonical.js';

/** The variable that says where to begin, where it says nothing else: the events that follow are told alike, wherever one began. */
function cursorVariable(document: DocumentNode, operationName: string | null | undefined): string | null {
  const [field] = getOperationAST(document, operationName)?.selectionSet.selections ?? [];
  if (field?.kind !== Kind.FIELD) return null;
  const value = field.arguments?.find(({ name }) => name.value === 'after')?.value;
  if (value?.kind !== Kind.VARIABLE) return null;
  const name = value.name.value;
  let uses = 0;
  visit(document, {
    VariableDefinition: () => false,
    Variable: (variable) => {
      if (variable.name.value === name) uses += 1;
    },
  });
  return uses === 1 ? name : null;
}

/** What those have in common who may see the same. */
export interface Sights {
  /** Of columns and documents. */
  readonly sight: string;
  /** Of all else too: who is asking. */
  readonly whole: string;
}

const FOR_SOME = new Set(['subject', 'actor']);

/** Whether a document may ask for what only some may see of an event: a request for access is for who made it, or decides it. */
function isForSome(document: DocumentNode): boolean {
  let [events, details] = [false, false];
  visit(document, {
    Field: ({ name }) => {
      events ||= name.value === 'catalogChanged';
      details ||= FOR_SOME.has(name.value);
    },
  });
  return events && details;
}

/** Who asks the same (document, operation, variables but the cursor to begin at) with the same rights is told the same of an event. */
export function audienceKey(asked: Asked, document: DocumentNode, { sight, whole }: Sights): string {
  const { query, operationName, variables } = asked;
  const cursor = cursorVariable(document, operationName);
  const told = Object.entries(variables ?? {}).filter(([name]) => name !== cursor);
  return canonical([query, operationName ?? null, Object.fromEntries(told), isForSome(document) ? whole : sight]);
}
