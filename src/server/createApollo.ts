import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Context } from '../context.js';
import { executeOperation } from './executing/executor.js';
import { presentError } from './executing/presentError.js';
import type { Documents } from './lean/documents.js';
import { retryAfter, toldCost, wellFormedStatus } from './apolloPlugins.js';

type Gateway = NonNullable<ConstructorParameters<typeof ApolloServer<Context>>[0]['gateway']>;

/** Apollo Server takes an executor of ours only from what it calls a gateway; this one is the schema of this process. */
function localGateway(schema: GraphQLSchema): Gateway {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: async () => ({
      executor: ({ document, request, context }) =>
        executeOperation({
          schema,
          document,
          contextValue: context,
          operationName: request.operationName,
          variableValues: request.variables,
        }),
    }),
    stop: async () => undefined,
  };
}

/** GraphQL over HTTP by its book: parsing, validation, codes of errors, CSRF prevention. It is given texts, whatever they were named by. */
export function createApollo(schema: GraphQLSchema, documents: Documents, log: Logger): ApolloServer<Context> {
  return new ApolloServer<Context>({
    gateway: localGateway(schema),
    introspection: true,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      wellFormedStatus,
      retryAfter,
      toldCost(documents),
    ],
    formatError: (formatted, error) => presentError(formatted, error, log),
    logger: log,
  });
}
