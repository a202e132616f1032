import { once } from 'node:events';
import { WebSocket } from 'ws';
import { atEnd } from './atEnd.js';
import type { TestServer } from './server.js';

/** Connects to a server by WebSocket with these headers: `open`, or the status of the refusal. */
export async function connects({ url }: Pick<TestServer, 'url'>, headers: Record<string, string>): Promise<string> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  atEnd(() => socket.terminate());
  socket.on('error', () => undefined);
  return Promise.race([
    once(socket, 'open').then(() => 'open'),
    once(socket, 'unexpected-response').then(([, response]) => String((response as { statusCode: number }).statusCode)),
  ]);
}
