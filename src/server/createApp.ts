import type { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import type { IncomingMessage } from 'node:http';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Context } from '../context.js';
import { explorerPage } from './pages/explorerPage.js';
import { pageHeaders } from './pages/pageHeaders.js';
import { portalRoutes, type PortalParts } from './pages/portalRoutes.js';
import { graphqlErrors } from './request/graphqlErrors.js';
import { askedOf, type ReadRequest } from './lean/asked.js';
import type { Documents } from './lean/documents.js';
import type { RequestMeasures } from './metrics/RequestMeasures.js';
import type { PersistedDocuments } from './persisted/PersistedDocuments.js';
import { mcpRoute, type McpRouteParts } from './mcp/mcpRoute.js';
import { ingestRoutes } from './ingest/ingestRoutes.js';
import type { Patience } from './limits/Patience.js';
import type { Admission } from './request/Admission.js';
import { logAnswer } from './request/logAnswer.js';
import type { Readiness } from './readiness.js';
import { noteOf } from './request/note.js';
import { inScope, requestId, requestScope } from './request/requestScope.js';
import { withinLimits } from './withinLimits.js';
import { withText } from './withText.js';
import type { EventStreams } from './EventStreams.js';

interface AppParts {
  readonly apollo: ApolloServer<Context>;
  readonly contextOf: (request: IncomingMessage) => Context;
  readonly persisted: PersistedDocuments;
  readonly documents: Documents;
  readonly admission: Admission;
  readonly patience: Patience;
  readonly streams: EventStreams;
  readonly measures: RequestMeasures | null;
  readonly readiness: () => Promise<Readiness>;
  readonly sdl: string;
  readonly apiSdl: string;
  /** What the service says of itself as a protected resource (RFC 9728); null where no provider is asked. */
  readonly resource: object | null;
  readonly bodyLimitMb: number;
  readonly portal: PortalParts;
  readonly mcp: McpRouteParts;
  readonly log: Logger;
}

/** Gives each request an id (that of the client's `X-Request-Id`, or a new one), and logs how it went. */
const logged =
  (log: Logger): RequestHandler =>
  (request, response, next) => {
    const id = requestId(request.get('x-request-id'));
    response.setHeader('X-Request-Id', id);
    logAnswer(log, request, response, { requestId: id, started: performance.now() });
    inScope(log, id, next, noteOf(request));
  };

/** A GET from a browser's address bar; it is led to the explorer. */
const browserToExplorer: RequestHandler = (request, response, next) => {
  const asks =
    request.method === 'GET' && request.query['query'] === undefined && request.accepts(['json', 'html']) === 'html';
  if (asks) response.redirect('/explorer');
  else next();
};

/** What goes wrong before GraphQL: a body that is no JSON, too large, cut off. In GraphQL's shape, without a stack. */
const refused =
  (log: Logger, bodyLimitMb: number): ErrorRequestHandler =>
  (error: { status?: number; type?: string }, _request, response, next) => {
    if (response.headersSent) return next(error);
    const scope = requestScope.getStore();
    const { status = 500, type } = error;
    if (status >= 500) {
      (scope?.log ?? log).error({ err: error }, 'internal error');
      response.status(500).json(graphqlErrors(`Internal error (request id ${scope?.id}).`, 'INTERNAL_SERVER_ERROR'));
      return;
    }
    const tooLarge = `The request is larger than ${bodyLimitMb} MB (BODY_LIMIT_MB).`;
    const words = type === 'entity.too.large' ? tooLarge : 'The body of the request is not the JSON it says it is.';
    response.status(status).json(graphqlErrors(words, 'BAD_USER_INPUT'));
  };

/** Subscriptions, and whatever else a client would have as events (GraphQL over SSE). */
const asEvents =
  (streams: EventStreams): RequestHandler =>
  async (request, response, next) => {
    const asked = askedOf(request);
    if (asked && streams.answers(asked, request.headers)) await streams.serve(asked, request, response);
    else next();
  };

/** The routes of the service. */
export function createApp({
  apollo,
  contextOf,
  persisted,
  documents,
  admission,
  patience,
  streams,
  measures,
  readiness,
  sdl,
  apiSdl,
  resource,
  bodyLimitMb,
  portal,
  mcp,
  log,
}: AppParts): Express {
  const app = express().disable('x-powered-by').disable('etag');
  app.use(logged(log));
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/readyz', async (_request, response) => {
    const state = await readiness();
    response.status(state.ready ? 200 : 503).json(state);
  });
  const { routes, missing } = portalRoutes(portal);
  app.use(routes);
  app.get('/explorer', async (request, response) => {
    const { body, headers } = await explorerPage();
    headers(request, response, () => void response.type('html').send(body));
  });
  app.get('/schema.graphql', pageHeaders(''), ({ query }, response) => {
    response.type('text/plain').send(query['api'] === undefined ? sdl : apiSdl);
  });
  if (resource) app.get('/.well-known/oauth-protected-resource', (_request, response) => void response.json(resource));
  app.use(
    '/graphql',
    browserToExplorer,
    (request: ReadRequest, response, next) => {
      response.setHeader('cache-control', 'no-store');
      next(request.noJson ? { status: 400 } : undefined);
    },
    express.json({ limit: `${bodyLimitMb}mb` }),
    (request, _response, next) => {
      // Express leaves the body undefined where there is none; Apollo Server wants the property to be there.
      request.body ??= undefined;
      next();
    },
    withText(persisted),
    asEvents(streams),
    withinLimits({ documents, admission, patience, measures, log }),
    expressMiddleware(apollo, { context: async ({ req }) => contextOf(req) }),
  );
  app.use('/api/v1', ingestRoutes({ contextOf, admission, bodyLimitMb }));
  app.all('/mcp', express.json({ limit: `${bodyLimitMb}mb` }), mcpRoute(mcp));
  app.use(missing);
  app.use((_request, response) => void response.status(404).json(graphqlErrors('There is nothing here.', 'NOT_FOUND')));
  app.use(refused(log, bodyLimitMb));
  return app;
}
