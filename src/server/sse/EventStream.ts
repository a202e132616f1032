import type { ServerResponse } from 'node:http';

/** How often a stream on which nothing happens sends a comment, so that nobody on the way takes it for dead. */
const KEEP_ALIVE_MS = 12_000;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // A stream takes its connection with it, also when the server stops: nothing is waited for.
  connection: 'close',
  // nginx would gather events before it sends them on.
  'x-accel-buffering': 'no',
};

/** One answer in the events of GraphQL over SSE (distinct connections): `next` for each result, then `complete`. */
export class EventStream {
  private readonly keepAlive: NodeJS.Timeout;

  /** Begins the answer. `onClose` hears that the client has gone, or that the stream has ended. */
  constructor(
    private readonly response: ServerResponse,
    onClose: () => void,
  ) {
    response.writeHead(200, HEADERS);
    // Some browsers take no headers without a first byte.
    response.write(':\n\n');
    this.keepAlive = setInterval(() => response.write(':\n\n'), KEEP_ALIVE_MS).unref();
    response.once('close', () => {
      clearInterval(this.keepAlive);
      onClose();
    });
  }

  /** Resolves once the network has taken it, or the client has gone: what is sent next waits for it. */
  async next(result: object): Promise<void> {
    await this.written(`event: next\ndata: ${JSON.stringify(result)}\n\n`);
  }

  /** Ends it for good: the client is not to ask again. */
  complete(): void {
    this.response.end('event: complete\ndata:\n\n');
  }

  /** Cuts it off: the client is to ask again, elsewhere. */
  cut(): void {
    this.response.end();
  }

  private written(text: string): Promise<void> {
    return new Promise((resolve) => {
      if (!this.response.writable) return resolve();
      this.response.write(text, () => resolve());
    });
  }
}
