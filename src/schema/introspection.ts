import { SchemaMetaFieldDef, TypeMetaFieldDef, type GraphQLSchema } from 'graphql';

/** What a schema shows of itself instead. */
const shown = new WeakMap<GraphQLSchema, GraphQLSchema>();

const shownBy = (schema: GraphQLSchema): GraphQLSchema => shown.get(schema) ?? schema;

// What __schema and __type answer is read off a schema that these two fields of graphql-js choose.
SchemaMetaFieldDef.resolve = (_source, _args, _context, { schema }) => shownBy(schema);
TypeMetaFieldDef.resolve = (_source, { name }: { readonly name: string }, _context, { schema }) =>
  shownBy(schema).getType(name);

/**
 * Lets a subgraph introspect as the API that its clients see: without `_entities`, `_service` and the directives and
 * scalars of Federation, which `_service { sdl }` tells the gateway.
 */
export const introspectAs = (subgraph: GraphQLSchema, api: GraphQLSchema): void => void shown.set(subgraph, api);
