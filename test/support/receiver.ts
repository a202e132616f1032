import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atEnd } from './atEnd.js';

/** A request as a receiver of webhooks got it. */
export interface Received {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The event, or the message, as JSON. */
  readonly json: Readonly<Record<string, unknown>>;
}

/** What a receiver answers: a status, or more. */
type Answering = (received: Received, response: ServerResponse) => number | Promise<number | undefined> | undefined;

export interface Receiver {
  readonly url: string;
  /** All that came, in the order of coming. */
  readonly received: readonly Received[];
  /** Those that were answered with 2xx. */
  readonly taken: readonly Received[];
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
  return body;
}

/** A real receiver of webhooks on loopback; ended with the test. What answers for itself returns no status. */
export async function startReceiver(answering: Answering = () => 204): Promise<Receiver> {
  const received: Received[] = [];
  const taken: Received[] = [];
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const body = await bodyOf(request);
      const headers = request.headers as Record<string, string>;
      const one: Received = { headers, body, json: JSON.parse(body) as Record<string, unknown> };
      received.push(one);
      const status = await answering(one, response);
      if (status === undefined) return;
      if (status < 300) taken.push(one);
      response.writeHead(status).end();
    };
    answer().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received, taken };
}
