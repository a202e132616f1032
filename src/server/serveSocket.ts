import { CloseCode, type Server } from 'graphql-ws';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import type { SocketSession } from './request/SocketSession.js';

/** What graphql-ws knows of a connection beside its protocol. */
export interface SocketExtra {
  readonly socket: WebSocket;
  readonly session: SocketSession;
}

/** How often a client is asked whether it is still there, and how long it may take to answer. */
const KEEP_ALIVE_MS = 12_000;

/** Drops the socket of a client that no longer answers pings. Returns how to stop. */
function keepAlive(socket: WebSocket): () => void {
  let answered = true;
  socket.on('pong', () => (answered = true));
  const timer = setInterval(() => {
    // Who takes nothing cannot answer: how long it may is for `Draining` to say.
    if (socket.bufferedAmount > 0) return;
    if (!answered) return socket.terminate();
    answered = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }, KEEP_ALIVE_MS).unref();
  return () => clearInterval(timer);
}

/**
 * Speaks graphql-transport-ws with one client. What the client has not yet taken from the network holds back what is
 * sent next, hence the subscription it comes from. What goes wrong is logged and not told.
 */
export function serveSocket(server: Server<SocketExtra>, extra: SocketExtra, log: Logger): void {
  const { socket, session } = extra;
  const stop = keepAlive(socket);
  // ws has closed the socket with a code that says why (1009: the message was too large).
  socket.on('error', (error) => log.warn({ err: error }, 'a client broke the WebSocket protocol'));
  const closed = server.opened(
    {
      protocol: socket.protocol,
      send: (data) =>
        new Promise((resolve, reject) => {
          if (socket.readyState !== socket.OPEN) return resolve();
          socket.send(data, (error) => (error ? reject(error) : resolve()));
        }),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (handle) =>
        socket.on('message', (data) => {
          handle(String(data)).catch((error: unknown) => {
            log.error({ err: error }, 'internal error over WebSocket');
            socket.close(CloseCode.InternalServerError, 'Internal server error');
          });
        }),
    },
    extra,
  );
  socket.once('close', (code, reason) => {
    stop();
    session.close();
    void closed(code, String(reason));
  });
}
