import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { graphqlErrors } from './request/graphqlErrors.js';
import type { Readiness } from './readiness.js';

const NOT_READY: Readiness = { ready: false, store: 'unreachable', pendingMigrations: null, stopping: false };
const AWAY = graphqlErrors('The store of the catalog cannot be reached yet: ask again.', 'UNAVAILABLE');

export interface WaitingRoom {
  readonly portNumber: number;
  /** Resolves once the address is free again. */
  close(): Promise<void>;
}

/** Answers at the address of the server for as long as its store is away: it lives, and is not ready. Throws where the address is taken. */
export async function openWaitingRoom(host: string, portNumber: number): Promise<WaitingRoom> {
  const http = createServer(({ url }, response) => {
    const [status, body] = url === '/healthz' ? [200, { status: 'ok' }] : [503, url === '/readyz' ? NOT_READY : AWAY];
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '1', connection: 'close' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(portNumber, host, resolve);
  });
  return {
    portNumber: (http.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}
