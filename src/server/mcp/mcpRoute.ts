import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { GraphQLError, OperationTypeNode, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Context } from '../../context.js';
import { CatalogError } from '../../errors.js';
import type { Answered, Execute } from '../../mcp/answer/execute.js';
import { executeOperation } from '../executing/executor.js';
import { prepareOperation, presentResult } from '../executing/prepareOperation.js';
import { logFault } from '../executing/logFault.js';
import { answerPlanned, type PlanningParts } from '../lean/answerPlanned.js';
import type { Documents } from '../lean/documents.js';
import type { Patience } from '../limits/Patience.js';
import type { RequestMeasures } from '../metrics/RequestMeasures.js';
import type { Admission } from '../request/Admission.js';
import { graphqlErrors } from '../request/graphqlErrors.js';
import { isFromAllowedOrigin } from '../request/origins.js';

export interface McpRouteParts extends PlanningParts {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly contextOf: (request: IncomingMessage) => Context;
  readonly admission: Admission;
  readonly patience: Patience;
  readonly measures: RequestMeasures | null;
  readonly corsOrigins: readonly string[];
  readonly writes: boolean;
  readonly log: Logger;
}

/** What fails by a plan is answered, and told, as the resolvers answer it. */
function generally(error: unknown): null {
  if (error instanceof CatalogError) return null;
  throw error;
}

/** Asks one document of the API as the caller of a request, within his limits, as if he had asked it himself. */
function executing(parts: McpRouteParts, request: IncomingMessage): Execute {
  const { schema, documents, contextOf, admission, patience, measures, log } = parts;
  return async (query, variables): Promise<Answered> => {
    const prepared = prepareOperation(schema, documents, { query, variables });
    if (Array.isArray(prepared)) return presentResult({ errors: prepared }, log);
    const { cost, operation, ...asked } = prepared;
    try {
      await admission.spendMore(request, cost);
    } catch (error) {
      if (!(error instanceof CatalogError)) throw error;
      return presentResult({ errors: [new GraphQLError(error.message, { originalError: error, path: [] })] }, log);
    }
    measures?.note(request, { operation, cost });
    if (operation.operation === OperationTypeNode.QUERY) {
      const [check, from] = [patience.begin(request), parts.db.fresh()];
      const data = await answerPlanned(parts, prepared, variables, { from, check }).catch(generally);
      if (data) return { data: data as Record<string, unknown> };
    }
    return presentResult(await executeOperation({ ...asked, contextValue: contextOf(request) }), log);
  };
}

/** The library of the protocol, and what a server says of itself. */
async function load() {
  const [{ answerMcp }, { packageVersion }] = await Promise.all([
    import('../../mcp/overHttp.js'),
    import('../../cli/terminal/packageVersion.js'),
  ]);
  return { answerMcp, version: packageVersion() };
}

let loading: ReturnType<typeof load> | undefined;

/** `/mcp`: the tools of agents. Its library is loaded when the first one asks. */
export const mcpRoute =
  (parts: McpRouteParts): RequestHandler =>
  async (request, response) => {
    const { corsOrigins, writes, log } = parts;
    if (!isFromAllowedOrigin(request, corsOrigins)) {
      const words = 'Pages of this origin may not ask: name it in CORS_ORIGINS.';
      return void response.status(403).json(graphqlErrors(words, 'FORBIDDEN'));
    }
    const { answerMcp, version } = await (loading ??= load());
    const onError = (error: Error): void => logFault(error, 'an agent could not be answered', log);
    await answerMcp(request, response, request.body as unknown, {
      execute: executing(parts, request),
      writes,
      version,
      onError,
    });
  };
