import { execute, type DocumentNode, type GraphQLSchema } from 'graphql';
import { createActions } from '../src/actions/createActions.js';
import { createContext } from '../src/context.js';
import type { Database } from '../src/entities/database.js';

/** Asks a document of the schema over a store; throws where there are errors. */
export type Ask = (document: DocumentNode, variables?: Record<string, unknown>) => Promise<unknown>;

export function asker(schema: GraphQLSchema, db: Database): Ask {
  const clock = { now: () => new Date() };
  const actions = createActions({ db, clock, actor: { name: 'bench' }, registry: { base: null } });
  return async (document, variableValues) => {
    const result = await execute({
      schema,
      document,
      variableValues,
      contextValue: createContext({ db, actionsOf: () => actions, clock }),
    });
    if (result.errors) throw result.errors[0];
    return JSON.parse(JSON.stringify(result.data)) as unknown;
  };
}
