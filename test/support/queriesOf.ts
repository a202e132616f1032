import {
  buildSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLNamedType,
} from 'graphql';

const needsArguments = (field: GraphQLField<unknown, unknown>): boolean =>
  field.args.some((each) => isNonNullType(each.type) && each.defaultValue === undefined);

/** All leaves of a type. */
function leavesOf(type: GraphQLNamedType): string {
  if (!isObjectType(type)) return '__typename';
  const leaves = Object.values(type.getFields()).filter(
    (each) => isLeafType(getNamedType(each.type)) && !needsArguments(each),
  );
  return ['__typename', ...leaves.map((each) => each.name)].join(' ');
}

/** A field with its leaves, and with those of each object in it on its own. */
function selections(field: GraphQLField<unknown, unknown>): string[] {
  const type = getNamedType(field.type);
  if (isLeafType(type)) return [''];
  if (!isObjectType(type)) return ['{ __typename }', ...(isAbstractType(type) ? ['{ __typename __typename }'] : [])];
  const inner = Object.values(type.getFields()).filter(
    (each) => !isLeafType(getNamedType(each.type)) && !needsArguments(each),
  );
  return [
    `{ ${leavesOf(type)} }`,
    ...inner.map((each) => {
      const of = getNamedType(each.type);
      const nodes = isObjectType(of) ? of.getFields()['nodes'] : undefined;
      const deeper = nodes ? ` nodes { ${leavesOf(getNamedType(nodes.type))} }` : '';
      return `{ ${each.name} { ${leavesOf(of)}${deeper} } }`;
    }),
  ];
}

/**
 * A query of every root field of a schema, to what it holds: once for each of these arguments; of one that is not named, without
 * any, unless it needs some.
 */
export function queriesOf(roots: Readonly<Record<string, readonly string[]>>, sdl: string): string[] {
  const fields = Object.values(buildSchema(sdl, { assumeValidSDL: true }).getQueryType()?.getFields() ?? {});
  return fields.flatMap((field) => {
    const given = roots[field.name] ?? (needsArguments(field) ? [] : ['']);
    return given.flatMap((args) => selections(field).map((selection) => `{ ${field.name}${args} ${selection} }`));
  });
}
