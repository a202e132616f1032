import { parse, printSchema, visit, type ConstDirectiveNode, type DocumentNode, type GraphQLSchema } from 'graphql';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])`;

/** What `@Directive` says of an object type; graphql's own printer leaves it out. */
function directivesOf(schema: GraphQLSchema, name: string): readonly ConstDirectiveNode[] {
  return (schema.getType(name)?.astNode?.directives ?? []) as readonly ConstDirectiveNode[];
}

/** The type definitions of a schema as a Federation 2 subgraph writes them: with keys and the link to the specification. */
export function subgraphDocument(schema: GraphQLSchema): DocumentNode {
  const document = parse(`${LINK}\n${printSchema(schema)}`, { noLocation: true });
  return visit(document, {
    ObjectTypeDefinition: (node) => ({ ...node, directives: directivesOf(schema, node.name.value) }),
  });
}
