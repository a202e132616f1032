import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { isLoopback } from '../../config/reading/addresses.js';
import type { Config } from '../../config/config.js';
import type { Exposition } from '../../telemetry/scrape.js';
import type { Handler } from '../request/caller.js';
import { graphqlErrors } from '../request/graphqlErrors.js';
import { isForThisHost } from '../request/hosts.js';

type Settings = Pick<Config, 'metricsToken' | 'host' | 'allowedHosts'>;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether a request comes from this machine itself, and not through a proxy on it. */
function isLocal({ socket, headers }: IncomingMessage): boolean {
  const from = (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  return isLoopback(from) && !headers['x-forwarded-for'] && !headers.forwarded && !headers.via;
}

const REFUSAL = JSON.stringify(
  graphqlErrors(
    'Metrics are told to scrapers of this machine, and to whoever brings METRICS_TOKEN: Authorization: Bearer and the token (docs/telemetry.md).',
    'UNAUTHENTICATED',
  ),
);

/** Answers /metrics; hands on everything else. A token is asked for wherever the request does not come from this machine. */
export function metricsDoor(
  settings: Settings,
  { scrape, log }: { readonly scrape: () => Promise<Exposition>; readonly log: Logger },
  next: Handler,
): Handler {
  const wanted = settings.metricsToken === null ? null : digest(`Bearer ${settings.metricsToken}`);
  const mayScrape = (request: IncomingMessage): boolean =>
    (wanted !== null && timingSafeEqual(wanted, digest(request.headers.authorization ?? ''))) ||
    (isLocal(request) && isForThisHost(request, settings));
  return async (request, response) => {
    if (request.url?.split('?')[0] !== '/metrics') return next(request, response);
    if (!mayScrape(request)) {
      response.setHeader('WWW-Authenticate', 'Bearer');
      return void response.writeHead(401, { 'content-type': 'application/json; charset=utf-8' }).end(REFUSAL);
    }
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return void response.writeHead(405, { allow: 'GET, HEAD' }).end();
    try {
      const { text, type } = await scrape();
      response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' });
      response.end(request.method === 'HEAD' ? undefined : text);
    } catch (error) {
      log.error({ err: error }, 'the metrics could not be told');
      response.writeHead(500).end();
    }
  };
}
