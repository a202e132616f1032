import { createClient, type Client } from 'graphql-ws';
import { token } from './session';

const PING_MS = 15_000;

/** A client of one connection, which closes itself where pings stay without an answer. */
export function connection(onConnected: () => void): Client {
  const bearer = token();
  let socket: WebSocket | undefined;
  let late: number | undefined;
  return createClient({
    url: new URL('/graphql', location.href).href.replace(/^http/, 'ws'),
    connectionParams: bearer === null ? undefined : { Authorization: `Bearer ${bearer}` },
    retryAttempts: 0,
    keepAlive: PING_MS,
    on: {
      connected: (opened) => {
        socket = opened as WebSocket;
        onConnected();
      },
      ping: (received) => {
        if (!received) late = window.setTimeout(() => socket?.close(4408, 'no answer to a ping'), PING_MS);
      },
      pong: () => window.clearTimeout(late),
      closed: () => window.clearTimeout(late),
    },
  });
}
