import 'reflect-metadata';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { isInputObjectType, isInterfaceType, isObjectType, lexicographicSortSchema, print, printSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, createResolversMap, type NonEmptyArray } from 'type-graphql';
import { subgraphDocument } from './federation.js';
import { introspectAs } from './introspection.js';
import { judgeEachRepresentation } from './representations.js';

/** Answers a reference of another subgraph to one of our types (docs/federation.md). */
export type ReferenceResolver = (reference: never, context: never) => unknown;

/** A class of resolvers/ or of subscriptions/; one of them may carry the reference resolvers, by type. */
export interface ResolverClass {
  new (): object;
  readonly references?: Readonly<Record<string, ReferenceResolver>>;
}

/** Every subscription brings its own source of events; type-graphql asks for a bus all the same. */
const noBus = {
  publish(): never {
    throw new Error('Events are rows (docs/subscriptions.md); nothing is published in memory.');
  },
  subscribe(): never {
    throw new Error('Events are rows (docs/subscriptions.md); nothing is subscribed to in memory.');
  },
};

/** type-graphql's schema, sorted: its own order follows the decorators, arguments even backwards. */
function typeGraphqlSchema(resolvers: readonly ResolverClass[]): GraphQLSchema {
  return lexicographicSortSchema(
    buildSchemaSync({ resolvers: [...resolvers] as NonEmptyArray<ResolverClass>, validate: false, pubSub: noBus }),
  );
}

/** What the resolvers get: type-graphql's, and for the keys of the graph those that answer other subgraphs. */
function resolversOf(source: GraphQLSchema, resolvers: readonly ResolverClass[]) {
  const map = createResolversMap(source) as Record<string, object>;
  for (const [type, resolve] of resolvers.flatMap((each) => Object.entries(each.references ?? {})))
    map[type] = { ...map[type], __resolveReference: resolve };
  return map as NonNullable<
    Exclude<Parameters<typeof buildSubgraphSchema>[0], unknown[] | { kind: unknown }>['resolvers']
  >;
}

/**
 * A default that is an enum value: the subgraph read it from the SDL as its public name, where the resolvers (and
 * introspection) take the value it stands for.
 */
function restoreDefaults(schema: GraphQLSchema, source: GraphQLSchema): void {
  for (const [name, type] of Object.entries(schema.getTypeMap())) {
    const original = source.getType(name);
    if (isInputObjectType(type) && isInputObjectType(original)) {
      for (const field of Object.values(type.getFields()))
        field.defaultValue = original.getFields()[field.name]?.defaultValue;
    }
    if (!(isObjectType(type) || isInterfaceType(type)) || !(isObjectType(original) || isInterfaceType(original)))
      continue;
    for (const field of Object.values(type.getFields())) {
      const args = original.getFields()[field.name]?.args;
      for (const arg of field.args) arg.defaultValue = args?.find((each) => each.name === arg.name)?.defaultValue;
    }
  }
}

export interface CatalogSchema {
  /** A Federation 2 subgraph, executable. */
  readonly schema: GraphQLSchema;
  /** Its type definitions, sorted, with its keys: what `schema.graphql` holds. */
  readonly sdl: string;
  /** The API that clients see, without what is Federation's own: what `schema.api.graphql` holds, and introspection shows. */
  readonly apiSdl: string;
}

/** The served schema, from the resolver classes of resolvers/ and subscriptions/. */
export function buildCatalogSchema(resolvers: readonly ResolverClass[]): CatalogSchema {
  const source = typeGraphqlSchema(resolvers);
  const typeDefs = subgraphDocument(source);
  const schema = buildSubgraphSchema({ typeDefs, resolvers: resolversOf(source, resolvers) });
  restoreDefaults(schema, source);
  judgeEachRepresentation(schema);
  introspectAs(schema, source);
  return { schema, sdl: `${print(typeDefs)}\n`, apiSdl: `${printSchema(source)}\n` };
}
