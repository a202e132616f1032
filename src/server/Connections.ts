import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The connections of a server over HTTP, each with the answers that are under way on it. */
export class Connections {
  private readonly answering = new Map<Socket, Set<ServerResponse>>();
  private givenUp = false;

  constructor(http: Server) {
    http.on('connection', (socket: Socket) => {
      this.answering.set(socket, new Set());
      socket.on('close', () => this.answering.delete(socket));
    });
    http.on('upgrade', ({ socket }: IncomingMessage) => this.answering.delete(socket));
    http.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
      this.answering.get(socket)?.add(response);
      response.on('close', () => this.answered(socket, response));
    });
  }

  /**
   * Ends each connection after the answer that is under way, and at once where there is none: Node.js itself waits for
   * those that have never asked for anything, as browsers open them ahead.
   */
  giveUp(): void {
    this.givenUp = true;
    for (const [socket, responses] of this.answering) {
      if (responses.size === 0) socket.destroySoon();
      for (const response of responses) if (!response.headersSent) response.setHeader('Connection', 'close');
    }
  }

  private answered(socket: Socket, response: ServerResponse): void {
    const responses = this.answering.get(socket);
    responses?.delete(response);
    if (this.givenUp && responses?.size === 0) socket.destroySoon();
  }
}
