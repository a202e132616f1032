import { getOperationAST, Kind, visit, type DocumentNode } from 'graphql';
import { canonical } from '../../subscriptions/canonical.js';

export interface Asked {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}

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

/** Who asks the same (document, operation, variables but the cursor to begin at) with the same rights is told the same of an event. */
export function audienceKey(asked: Asked, document: DocumentNode, sight: string): string {
  const { query, operationName, variables } = asked;
  const cursor = cursorVariable(document, operationName);
  const told = Object.entries(variables ?? {}).filter(([name]) => name !== cursor);
  return canonical([query, operationName ?? null, Object.fromEntries(told), sight]);
}
