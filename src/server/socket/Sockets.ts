import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL, handleProtocols } from 'graphql-ws';
import type { Logger } from 'pino';
import { WebSocket, WebSocketServer, type RawData, type Server } from 'ws';
import type { Draining } from '../limits/Draining.js';
import type { Places } from '../limits/Places.js';
import type { Door } from '../request/caller.js';
import { KeepAlive } from './KeepAlive.js';
import type { SocketOperations } from './SocketOperations.js';
import { SocketSession } from './SocketSession.js';

interface SocketsParts {
  readonly maxPayload: number;
  /** Where sockets are counted by address. */
  readonly places: Places;
  readonly draining: Draining;
  readonly door: Door;
  readonly log: Logger;
  readonly operations: SocketOperations;
}

/** A socket that knows its session, so that all sockets can have the same listeners. */
class SessionSocket extends WebSocket {
  session: SocketSession | null = null;
}

const sessionOf = (socket: WebSocket): SocketSession | null => (socket as SessionSocket).session;

function heard(this: WebSocket, data: RawData): void {
  sessionOf(this)?.heard(String(data));
}

function ponged(this: WebSocket): void {
  sessionOf(this)?.ponged();
}

// ws closes the socket with a code that says why (1009: the message was too large).
function broke(this: WebSocket, error: Error): void {
  sessionOf(this)?.broke(error);
}

function closed(this: WebSocket): void {
  sessionOf(this)?.gone();
}

/** The sockets that are open, and what all of them share. */
export class Sockets {
  readonly door: Door;
  readonly log: Logger;
  readonly operations: SocketOperations;
  private readonly server: Server<typeof SessionSocket>;
  private readonly keepAlive = new KeepAlive();

  constructor(private readonly parts: SocketsParts) {
    const { maxPayload } = parts;
    this.server = new WebSocketServer({ noServer: true, maxPayload, handleProtocols, WebSocket: SessionSocket });
    this.door = parts.door;
    this.log = parts.log;
    this.operations = parts.operations;
  }

  /** Throws CatalogError LIMIT_EXCEEDED where the address holds as many as it may. */
  letIn(request: IncomingMessage, connection: Duplex, head: Buffer): void {
    const { places, door } = this.parts;
    const place = places.take(door.addressOf(request));
    const leave = (): void => places.leave(place);
    if (connection.destroyed) return leave();
    connection.once('close', leave);
    this.server.handleUpgrade(request, connection, head, (socket) => {
      connection.off('close', leave); // its session leaves
      this.begin(socket, new SocketSession(socket, request, place, this));
    });
  }

  private begin(socket: SessionSocket, session: SocketSession): void {
    socket.session = session;
    socket.on('error', broke);
    socket.on('close', closed);
    this.parts.draining.watch(session);
    if (socket.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL)
      return session.close(CloseCode.SubprotocolNotAcceptable, 'Subprotocol not acceptable');
    socket.on('message', heard);
    socket.on('pong', ponged);
    this.keepAlive.join(session);
  }

  /** Forgets one that is gone. */
  left(session: SocketSession): void {
    this.keepAlive.leave(session);
    this.parts.draining.letGo(session);
    this.parts.places.leave(session.place);
  }

  /** Closes every socket with 1001 (going away); resolves once the clients have closed theirs. */
  close(): Promise<void> {
    for (const socket of this.server.clients) socket.close(1001, 'Going away');
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  /** Drops the sockets of those who did not. */
  cut(): void {
    for (const socket of this.server.clients) socket.terminate();
  }
}
