import {
  getOperationAST,
  GraphQLError,
  parse,
  validate,
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Logger } from 'pino';
import type { Documents } from '../lean/documents.js';
import { presentError } from './presentError.js';

export interface Asked {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}

const refusal = (code: string, error: GraphQLError): GraphQLError =>
  new GraphQLError(error.message, {
    nodes: error.nodes,
    source: error.source,
    positions: error.positions,
    extensions: { code },
  });

/** What is to be executed, and what it may cost. */
interface Prepared extends ExecutionArgs {
  readonly operation: OperationDefinitionNode;
  readonly cost: number;
}

/** What is to be executed, or the errors of the request, with the codes that the same request gets over HTTP. */
export function prepareOperation(schema: GraphQLSchema, documents: Documents, asked: Asked): Prepared | GraphQLError[] {
  try {
    const found = documents.asked(asked);
    if (found instanceof GraphQLError) return [found];
    const document = found?.document ?? parse(asked.query);
    const mistakes = found ? [] : validate(schema, document);
    if (mistakes.length > 0) return mistakes.map((each) => refusal('GRAPHQL_VALIDATION_FAILED', each));
    const operation = getOperationAST(document, asked.operationName);
    if (!operation)
      return [refusal('OPERATION_RESOLUTION_FAILURE', new GraphQLError('The document has no such operation.'))];
    const { operationName, variables: variableValues } = asked;
    return { schema, document, operationName, variableValues, operation, cost: found?.cost ?? 0 };
  } catch (error) {
    if (error instanceof GraphQLError) return [refusal('GRAPHQL_PARSE_FAILED', error)];
    throw error;
  }
}

/** What was thrown, as an error of the request. */
export const asRefusal = (error: unknown): GraphQLError =>
  new GraphQLError(error instanceof Error ? error.message : String(error), { originalError: error as Error });

/** An error without a path and a code is about the variables: everything else of the request was refused before. */
export function presentStreamError(error: GraphQLError, log: Logger): GraphQLFormattedError {
  const formatted = error.toJSON();
  const { originalError } = error;
  const ofRequest = originalError === undefined || originalError instanceof GraphQLError;
  const coded = error.path === undefined && !error.extensions['code'] && ofRequest;
  return presentError(coded ? { ...formatted, extensions: { code: 'BAD_USER_INPUT' } } : formatted, error, log);
}

/** A result as a client gets it. */
export const presentResult = (result: ExecutionResult, log: Logger): FormattedExecutionResult =>
  result.errors ? { ...result, errors: result.errors.map((each) => presentStreamError(each, log)) } : result;
