import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Question } from './questions.js';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** A server that the bench asks. */
export interface Peer {
  readonly name: string;
  /** Where it is posted to. */
  readonly url: string;
  readonly child: ChildProcess;
  /** The question as this server understands it; as the catalog does where nothing is said. */
  readonly asks?: (question: Question) => Question;
}

/** A server of this folder as a process of its own, on this Node.js. */
export async function startPeer(name: string, argument: string, execPath: string): Promise<Peer> {
  const script = path.join(import.meta.dirname, `${name}.ts`);
  const child = fork(script, [argument], { execPath, execArgv: ['--import', 'tsx'] });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  return { name, url: `${url}/graphql`, child };
}

/** The catalog as it is built and started (`npm start`), on this Node.js, with these options. */
export async function startCatalogPeer(
  name: string,
  options: Readonly<Record<string, string>>,
  execPath = process.execPath,
): Promise<Peer> {
  const env = { ...process.env, PORT: '0', HOST: '127.0.0.1', ...options };
  const child = spawn(execPath, [path.join(ROOT, 'dist/main.js')], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the catalog ended with ${String(code)} before it served`)));
    lines.on('line', (line) => {
      const served = /"url":"(http:[^"]+)"/.exec(line)?.[1];
      if (served) resolve(served);
    });
  });
  return { name, url: `${url}/graphql`, child };
}

/** Ends these servers, and waits until they have. */
export async function stopPeers(peers: readonly Peer[]): Promise<void> {
  const running = peers.filter(({ child }) => child.exitCode === null && child.signalCode === null);
  const ended = running.map(({ child }) => once(child, 'exit'));
  for (const { child } of running) child.kill();
  await Promise.all(ended);
}

/** One connection to a server, which asks and waits: as little as a client can do, so that the server is what is measured. */
export class Connection {
  private received = '';
  private answered: (text: string) => void = () => undefined;
  private failed: (error: Error) => void = () => undefined;
  private readonly socket: Socket;
  private readonly head: string;

  constructor(private readonly peer: Pick<Peer, 'url' | 'asks'>) {
    const { hostname, port, pathname } = new URL(peer.url);
    this.head = `POST ${pathname} HTTP/1.1\r\nhost: ${hostname}:${port}\r\naccept: application/json\r\ncontent-type: application/json\r\ncontent-length: `;
    this.socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.socket.setEncoding('latin1');
    this.socket.on('data', (chunk: string) => this.take(chunk));
    this.socket.on('error', (error) => this.failed(error));
    this.socket.on('close', () => this.failed(this.ended()));
  }

  /** The body of the answer. Throws where the connection ends before it, or the server does not tell its length. */
  async ask(question: Question): Promise<string> {
    const body = JSON.stringify(this.peer.asks ? this.peer.asks(question) : question);
    return new Promise((resolve, reject) => {
      if (this.socket.destroyed) return reject(this.ended());
      [this.received, this.answered, this.failed] = ['', resolve, reject];
      this.socket.write(`${this.head}${Buffer.byteLength(body)}\r\n\r\n${body}`);
    });
  }

  private readonly ended = (): Error => new Error(`${this.peer.url} closed the connection`);

  private take(chunk: string): void {
    this.received += chunk;
    const begin = this.received.indexOf('\r\n\r\n') + 4;
    if (begin < 4) return;
    const length = /content-length: *(\d+)/i.exec(this.received.slice(0, begin))?.[1];
    if (length === undefined) return this.failed(new Error(`${this.peer.url} does not tell the length of its answer`));
    const end = begin + Number(length);
    if (this.received.length >= end) this.answered(Buffer.from(this.received.slice(begin, end), 'latin1').toString());
  }

  close(): void {
    this.failed = () => undefined;
    this.socket.destroy();
  }
}

/** The text of one answer. */
export async function ask(peer: Pick<Peer, 'url' | 'asks'>, question: Question): Promise<string> {
  const connection = new Connection(peer);
  try {
    return await connection.ask(question);
  } finally {
    connection.close();
  }
}

/** Seconds of CPU that a process has taken; null where the system does not say. */
export function cpuOf({ child }: Peer): number | null {
  const file = `/proc/${child.pid}/stat`;
  if (!existsSync(file)) return null;
  const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
