import { createServer, request as send, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atEnd } from './atEnd.js';
import type { Registry } from './registry.js';

/** An answer of the registry, as it is passed on. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  /** Ends the connection after so many bytes of the body; before the head where it is 0. */
  cutAfter?: number;
  /** Never answers. */
  silent?: true;
}

/** A request to the registry: `PUT /v2/enterprise-platform/manifests/v1.0.0`. */
export interface Passed {
  readonly line: string;
  readonly authorization: string | null;
}

export interface Front {
  readonly host: string;
  /** All that came by, in the order of coming. */
  readonly passed: readonly Passed[];
  /** What is done to the answer to a request from now on. */
  meddle(with_: (line: string, answer: Answer) => void): void;
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function answerOf(host: string, request: IncomingMessage): Promise<Answer> {
  const body = await bodyOf(request);
  const { url, method, headers } = request;
  const [hostname, port] = host.split(':');
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    send({ hostname, port, path: url, method, headers }, resolve).on('error', reject).end(body);
  });
  return {
    status: response.statusCode ?? 0,
    headers: response.headers as Record<string, string>,
    body: await bodyOf(response),
  };
}

/** What stands in front of a registry and meddles with its answers, on loopback; ended at the end of the test. */
export async function frontOf({ host }: Pick<Registry, 'host'>): Promise<Front> {
  const passed: Passed[] = [];
  let meddling: (line: string, answer: Answer) => void = () => undefined;
  const server = createServer((request, response) => {
    const pass = async (): Promise<void> => {
      const line = `${request.method} ${request.url?.replace(/\?.*/, '')}`;
      passed.push({ line, authorization: request.headers.authorization ?? null });
      const answer = await answerOf(host, request);
      const { length } = answer.body;
      meddling(line, answer);
      const { status, headers, body, cutAfter, silent } = answer;
      if (silent) return;
      if (cutAfter === 0) return void response.destroy();
      if (body.length !== length && cutAfter === undefined) headers['content-length'] = String(body.length);
      response.writeHead(status, headers);
      if (cutAfter === undefined) response.end(body);
      else response.write(body.subarray(0, cutAfter), () => response.destroy());
    };
    pass().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { host: `127.0.0.1:${port}`, passed, meddle: (with_) => void (meddling = with_) };
}
