import type { ServerResponse } from 'node:http';
import { Receiver, type Payload } from '../fanout/Receiver.js';
import type { Transport } from '../metrics/RequestMeasures.js';

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
export class EventStream extends Receiver {
  /** Begins the answer. */
  constructor(readonly response: ServerResponse) {
    super();
    response.writeHead(200, HEADERS);
    // Some browsers take no headers without a first byte.
    response.write(':\n\n');
    const keepAlive = setInterval(() => response.write(':\n\n'), KEEP_ALIVE_MS).unref();
    response.once('close', () => clearInterval(keepAlive));
  }

  get transport(): Transport {
    return 'sse';
  }

  get open(): boolean {
    return !this.response.writableEnded && !this.response.destroyed;
  }

  protected get drained(): boolean {
    return this.response.writableLength === 0;
  }

  protected write({ asEvent }: Payload, taken: () => void): void {
    this.response.write(asEvent, () => taken());
  }

  /** Ends it for good: the client is not to ask again. */
  complete(): void {
    if (this.open) this.response.end('event: complete\ndata:\n\n');
  }

  /** Cuts it off: the client is to ask again, elsewhere. */
  cut(): void {
    this.response.end();
  }
}
