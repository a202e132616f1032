import type { IncomingMessage, RequestListener } from 'node:http';
import { isLoopback } from '../../config/reading/addresses.js';
import type { Config } from '../../config/config.js';
import { remembered } from '../limits/remembered.js';
import { graphqlErrors } from './graphqlErrors.js';

/** The name in a Host header; null where it is none. */
const hostnameOf = remembered((host): string | null => {
  try {
    return new URL(`http://${host}`).hostname;
  } catch {
    return null;
  }
});

/** What a probe asks, which comes by the machine's address. */
const PROBES = new Set(['/healthz', '/readyz']);

/**
 * Whether a request names this server by a name that it has: of `ALLOWED_HOSTS`, or one of loopback; without that option
 * any name where it listens to a network. A page of elsewhere could otherwise point its own name at loopback, and then
 * be of the same origin as this server (DNS rebinding). Who is no browser may name none.
 */
export function isForThisHost(
  { headers, url }: IncomingMessage,
  { host, allowedHosts }: Pick<Config, 'host' | 'allowedHosts'>,
): boolean {
  if (headers.host === undefined || PROBES.has(url ?? '')) return true;
  if (allowedHosts === null && !isLoopback(host)) return true;
  const hostname = hostnameOf(headers.host);
  return hostname !== null && (isLoopback(hostname) || (allowedHosts ?? []).includes(hostname));
}

const REFUSAL = JSON.stringify(
  graphqlErrors(
    'This server is asked by a name that it does not have: set ALLOWED_HOSTS where a proxy gives it another one.',
    'FORBIDDEN',
  ),
);

/** Answers who names this server as it is called, others with 421. */
export const forThisHost =
  (config: Pick<Config, 'host' | 'allowedHosts'>, next: RequestListener): RequestListener =>
  (request, response) => {
    if (isForThisHost(request, config)) return next(request, response);
    response.writeHead(421, { 'content-type': 'application/json; charset=utf-8' }).end(REFUSAL);
  };
