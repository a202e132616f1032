import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { CatalogError } from '../../errors.js';
import { graphqlErrors } from '../request/graphqlErrors.js';
import type { Sockets } from './Sockets.js';

/** Answers an upgrade as an ordinary request, and ends it. */
function refuseUpgrade(socket: Duplex, status: string, error?: CatalogError): void {
  const body = error ? JSON.stringify(graphqlErrors(error.message, error.code, error.details)) : '';
  const head = [`HTTP/1.1 ${status}`, 'Connection: close', 'Content-Type: application/json; charset=utf-8'];
  if (error) head.push('Retry-After: 5');
  head.push(`Content-Length: ${Buffer.byteLength(body)}`);
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

function dropped(this: Duplex): void {
  this.destroy();
}

/** GraphQL over WebSocket (graphql-transport-ws) at /graphql of this HTTP server, for those who may connect: browsers let every page try. */
export function attachWebSocket(
  http: Server,
  sockets: Sockets,
  mayConnect: (request: IncomingMessage) => boolean,
): void {
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A client may be gone before it is answered; Node.js listens to this socket no longer.
    socket.on('error', dropped);
    if (!mayConnect(request)) return refuseUpgrade(socket, '403 Forbidden');
    if (!/^\/graphql(\?|$)/.test(request.url ?? '')) return refuseUpgrade(socket, '404 Not Found');
    try {
      sockets.letIn(request, socket, head);
    } catch (error) {
      if (!(error instanceof CatalogError)) throw error;
      refuseUpgrade(socket, '429 Too Many Requests', error);
    }
  });
}
