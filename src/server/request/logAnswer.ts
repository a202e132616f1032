import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';

/** Logs, once it is sent or cut off, how a request went that was begun at this time of `performance.now()`. */
export function logAnswer(
  log: Logger,
  request: IncomingMessage,
  response: ServerResponse,
  { requestId, started }: { readonly requestId: string; readonly started: number },
): void {
  if (!log.isLevelEnabled('debug')) return;
  const { method } = request;
  const [path] = (request.url ?? '').split('?');
  response.on('close', () => {
    const ms = Math.round((performance.now() - started) * 10) / 10;
    log.debug({ requestId, method, path, status: response.statusCode, ms }, 'request');
  });
}
