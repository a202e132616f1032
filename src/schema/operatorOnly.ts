import {
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** What is for those who run the catalog, not for the clients of a company's supergraph (docs/federation.md). */
const FIELDS = new Set([
  ...['Query.auditEvents', 'Query.tokens', 'Mutation.createToken', 'Mutation.revokeToken'],
  ...['Query.webhooks', 'Query.webhook', 'Mutation.createWebhook', 'Mutation.updateWebhook'],
  ...['Mutation.deleteWebhook', 'Mutation.redeliver'],
  ...['Query.unmatchedDatasets', 'Query.datasetAliases', 'Mutation.addDatasetAlias', 'Mutation.ingestDbt'],
  'Query.catalogDrift',
]);

/** How it is marked: hidden in the supergraph, and, where somebody opens it, still told from the rest. */
export const OPERATOR_ONLY = ['@tag(name: "operator")', '@inaccessible'];

/** Whether a field of a root is for operators alone. */
export const isOperatorOnly = (type: string, field: string): boolean => FIELDS.has(`${type}.${field}`);

/** The types that a type speaks of: those of its fields, unless they are for operators, and of their arguments. */
function spokenOf(type: GraphQLNamedType): GraphQLNamedType[] {
  if (isUnionType(type)) return [...type.getTypes()];
  if (isInputObjectType(type)) return Object.values(type.getFields()).map((each) => getNamedType(each.type));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const open = Object.values(type.getFields()).filter((each) => !isOperatorOnly(type.name, each.name));
  return [
    ...type.getInterfaces(),
    ...open.flatMap((each) => [each, ...each.args]).map((each) => getNamedType(each.type)),
  ];
}

/** All that is reached from these types, themselves among them. */
function reached(from: readonly GraphQLNamedType[]): Set<GraphQLNamedType> {
  const found = new Set(from);
  for (const type of found) for (const each of spokenOf(type)) found.add(each);
  return found;
}

/** The names of the types that nothing speaks of but the fields for operators, and these types themselves. */
export function operatorTypes(schema: GraphQLSchema): ReadonlySet<string> {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap(
    (each) => each ?? [],
  );
  const open = reached(roots);
  const ofFields = roots.flatMap((root) =>
    Object.values(root.getFields())
      .filter((each) => isOperatorOnly(root.name, each.name))
      .flatMap((each) => [each, ...each.args])
      .map((each) => getNamedType(each.type)),
  );
  const alone = [...reached(ofFields)].filter((each) => !open.has(each) && !isSpecifiedScalarType(each));
  return new Set(alone.map(({ name }) => name));
}
