import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';

/** The names of the fields that are asked of what a resolver answers, in fragments too; all that may be asked, whatever @skip says. */
export function askedFields(info: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>): ReadonlySet<string> {
  const asked = new Set<string>();
  const look = (selections: SelectionSetNode | undefined): void => {
    for (const selection of selections?.selections ?? []) {
      if (selection.kind === Kind.FIELD) asked.add(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) look(selection.selectionSet);
      else look(info.fragments[selection.name.value]?.selectionSet);
    }
  };
  for (const node of info.fieldNodes) look(node.selectionSet);
  return asked;
}
