import {
  isObjectType,
  parse,
  printSchema,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  type TypeDefinitionNode,
} from 'graphql';
import { costDirectivesOf, costDirectivesOfArgument } from './costDirectives.js';
import { isOperatorOnly, OPERATOR_ONLY, operatorTypes } from './operatorOnly.js';

/** v2.9 is the first version with @cost, and the last that both composers take (test/acceptance/gateway.test.ts). */
const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@tag", "@inaccessible", "@cost", "@listSize"])`;

/** What `@Directive` says of an object type; graphql's own printer leaves it out. */
function directivesOf(schema: GraphQLSchema, name: string): readonly ConstDirectiveNode[] {
  return (schema.getType(name)?.astNode?.directives ?? []) as readonly ConstDirectiveNode[];
}

/** Directives of their texts. */
function directives(texts: readonly string[]): readonly ConstDirectiveNode[] {
  if (texts.length === 0) return [];
  const [definition] = parse(`scalar X ${texts.join(' ')}`, { noLocation: true }).definitions;
  return (definition as TypeDefinitionNode).directives ?? [];
}

/** A node with what these texts say besides. */
const marked = <T extends FieldDefinitionNode | InputValueDefinitionNode | TypeDefinitionNode>(
  node: T,
  texts: readonly string[],
): T => ({ ...node, directives: [...(node.directives ?? []), ...directives(texts)] });

/** A field with what gateways are told of it: its cost, and whether it is for operators alone. */
function fieldOf(type: GraphQLObjectType, node: FieldDefinitionNode): FieldDefinitionNode {
  const name = node.name.value;
  const field = type.getFields()[name];
  const hidden = isOperatorOnly(type.name, name) ? OPERATOR_ONLY : [];
  const args = node.arguments?.map((each) => marked(each, costDirectivesOfArgument(type.name, name, each.name.value)));
  return marked({ ...node, arguments: args }, [...hidden, ...(field ? costDirectivesOf(type, field) : [])]);
}

/**
 * The type definitions of a schema as a Federation 2 subgraph writes them: with keys and the link to the specification, with
 * what fields cost, and with what is hidden in the supergraph.
 */
export function subgraphDocument(schema: GraphQLSchema): DocumentNode {
  const document = parse(`${LINK}\n${printSchema(schema)}`, { noLocation: true });
  const hidden = operatorTypes(schema);
  const typeOf = <T extends TypeDefinitionNode>(node: T): T =>
    marked(node, hidden.has(node.name.value) ? OPERATOR_ONLY : []);
  return visit(document, {
    ObjectTypeDefinition: (node) => {
      const type = schema.getType(node.name.value);
      const fields = node.fields?.map((each) => (isObjectType(type) ? fieldOf(type, each) : each));
      return typeOf({ ...node, fields, directives: directivesOf(schema, node.name.value) });
    },
    // A composer takes a value that is hidden for shown where it is the default of a field that is not hidden itself.
    InputObjectTypeDefinition: (node) =>
      typeOf({
        ...node,
        fields: node.fields?.map((each) =>
          marked(each, hidden.has(node.name.value) && each.defaultValue ? OPERATOR_ONLY : []),
        ),
      }),
    EnumTypeDefinition: typeOf,
    ScalarTypeDefinition: typeOf,
  });
}
