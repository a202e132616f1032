import type { IncomingMessage, RequestListener } from 'node:http';

/** Whether a page of the origin that a request names may ask: one of our own, or one that is allowed. Who is no browser names none. */
export function isFromAllowedOrigin({ headers }: IncomingMessage, allowed: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined || allowed.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

const PREFLIGHT = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-max-age': '86400',
};

/** Lets browsers hand the answers to pages of the allowed origins (CORS); to no others, and without cookies. */
export const toAllowedOrigins =
  (allowed: readonly string[], next: RequestListener): RequestListener =>
  (request, response) => {
    const { origin } = request.headers;
    if (allowed.length > 0) response.setHeader('vary', 'origin');
    if (origin === undefined || !allowed.includes(origin)) return next(request, response);
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-expose-headers', 'etag, retry-after, x-request-id');
    if (request.method !== 'OPTIONS') return next(request, response);
    const asked = request.headers['access-control-request-headers'] ?? 'content-type';
    response.writeHead(204, { ...PREFLIGHT, 'access-control-allow-headers': asked }).end();
  };
