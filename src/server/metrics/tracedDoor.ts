import type { IncomingMessage } from 'node:http';
import type { Attributes, Ending, Tracing } from '../../telemetry/Tracing.js';
import type { Handler } from '../request/caller.js';
import { noteOf, type RequestNote } from '../request/note.js';

/** Errors that are not the caller's: he may ask the same again, or nobody can help but who runs the service. */
const OWN = new Set(['INTERNAL_SERVER_ERROR', 'UNAVAILABLE']);

/** How an operation ended, by the code of its first error. */
export const endingOf = (code: string | null): Ending => (code === null ? null : { error: code, own: OWN.has(code) });

/** What a span is called after its operation: by its name only where the operator gave it, for clients may call theirs as they like. */
export const nameOf = ({ labels }: RequestNote): string => {
  if (!labels) return 'GraphQL Operation';
  return labels.operation === 'other' ? labels.type : `${labels.type} ${labels.operation}`;
};

/** An operation, by the semantic conventions of GraphQL and by what it asks for. */
export const attributesOf = ({ labels, name, cost }: RequestNote): Attributes => ({
  ...(labels && { 'graphql.operation.type': labels.type, 'floe.root_field': labels.root_field }),
  ...(name !== undefined && { 'graphql.operation.name': name }),
  ...(cost !== undefined && { 'floe.cost': cost }),
});

/** Where work is asked for: pages and probes are not traced. */
const ROUTES = new Set(['/graphql', '/api/v1/lineage', '/api/v1/lineage/batch', '/api/v1/alerts']);

function routeOf({ method, url = '' }: IncomingMessage): string | null {
  const [path = ''] = url.split('?');
  return method !== 'OPTIONS' && ROUTES.has(path) ? path : null;
}

/** Traces what is asked over HTTP until its answer is sent or its client is gone; a subscription until it is open. */
export function traced(tracing: Tracing, next: Handler): Handler {
  return (request, response) => {
    const route = routeOf(request);
    if (route === null) return next(request, response);
    const { method = '', headers } = request;
    const span = tracing.begin(`${method} ${route}`, headers, {
      'http.request.method': method,
      'http.route': route,
      'url.path': route,
      'url.scheme': 'http',
    });
    const note = noteOf(request);
    const end = (begun: boolean): void => {
      const status = response.statusCode;
      span.tell(
        { 'http.response.status_code': status, ...attributesOf(note) },
        route === '/graphql' ? nameOf(note) : undefined,
      );
      const code = note.code ?? (begun || response.headersSent ? null : 'CLIENT_CLOSED');
      span.end(status >= 500 && !note.code ? { error: String(status), own: true } : endingOf(code));
    };
    note.begun = () => end(true);
    response.once('close', () => end(false));
    return span.within(() => next(request, response));
  };
}
