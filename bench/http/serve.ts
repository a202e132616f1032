import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Serves on a free port of loopback, and tells the parent which, as a child of the bench. */
export function serve(listener: RequestListener): void {
  const server = createServer(listener).listen(0, '127.0.0.1', () =>
    process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
  );
  process.on('disconnect', () => process.exit(0));
}

/** The body of a request as JSON. */
export const bodyOf = async <T>(request: IncomingMessage): Promise<T> => JSON.parse(await text(request)) as T;
