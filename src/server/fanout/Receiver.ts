import type { WebSocket } from 'ws';

/** Where the messages of one subscription go: its socket, under its id. */
export class Receiver {
  private readonly before: Buffer;
  private pending = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly socket: WebSocket,
    id: string,
  ) {
    this.before = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  }

  /** Whether all that was sent here has been taken by the network. */
  get ready(): boolean {
    return this.pending === 0 || this.socket.bufferedAmount === 0;
  }

  /** Sends a message of graphql-transport-ws, which differs from those of others by its id: `after` is the payload and what closes it. */
  send(after: Buffer): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    this.pending += 1;
    this.socket.send(Buffer.concat([this.before, after]), { binary: false }, this.sent);
  }

  /** Resolves once all that was sent here has been taken by the network, or is lost with the socket. */
  async flushed(): Promise<void> {
    if (!this.ready) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private readonly sent = (): void => {
    this.pending -= 1;
    if (this.pending === 0) for (const resolve of this.waiting.splice(0)) resolve();
  };
}

/** The payload of a message, as a receiver takes it. */
export const payloadOf = (result: unknown): Buffer => Buffer.from(`${JSON.stringify(result)}}`);
