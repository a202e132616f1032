import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { CatalogError } from '../errors.js';

/** What is wrong with a representation; null where it refers to an entity. */
function mistakeIn(representation: unknown, entities: ReadonlySet<string>): string | null {
  const expected = `expected an object with "__typename", one of ${[...entities].join(', ')}, and one of its keys`;
  if (typeof representation !== 'object' || representation === null || Array.isArray(representation))
    return `A representation is no object: ${expected}.`;
  const { __typename: name } = representation as { __typename?: unknown };
  if (typeof name !== 'string') return `A representation has no type name: ${expected}.`;
  return entities.has(name) ? null : `"${name}" is no entity of this subgraph: ${expected}.`;
}

/**
 * Lets each representation of `_entities` stand for itself: what is wrong with one (BAD_USER_INPUT) or goes wrong with it
 * is told at its place, and the others are answered. All of a type are still read in one statement.
 */
export function judgeEachRepresentation(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()['_entities'];
  const union = schema.getType('_Entity');
  if (!field?.resolve || !union || !('getTypes' in union)) return;
  const entities = new Set(
    union
      .getTypes()
      .map((each) => each.name)
      .sort(),
  );
  const resolve = field.resolve as GraphQLFieldResolver<unknown, unknown, object, unknown[]>;
  field.resolve = (root, { representations }: { representations: unknown[] }, context, info) =>
    representations.flatMap((each) => {
      const mistake = mistakeIn(each, entities);
      if (mistake !== null) return [new CatalogError('BAD_USER_INPUT', mistake)];
      return resolve(root, { representations: [each] }, context, info);
    });
}
