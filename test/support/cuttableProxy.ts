import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { atEnd } from './atEnd.js';

export interface CuttableProxy {
  /** The URL of the same thing, by way of the proxy. */
  readonly url: string;
  /** Ends every connection and takes no new one. */
  cut(): Promise<void>;
  /** Takes connections again, at the same port; to this target from now on, where one is given. */
  mend(target?: string): Promise<void>;
}

/** What stands between a server and its store, and can be cut; closed at the end of the test. */
export async function cuttableProxy(target: string): Promise<CuttableProxy> {
  const url = new URL(target);
  let { port: targetPort, hostname } = url;
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    const upstream = connect(Number(targetPort), hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => undefined).on('close', () => (sockets.delete(from), to.destroy()));
      from.pipe(to);
    }
  });
  const listen = (port: number): Promise<void> => new Promise((resolve) => proxy.listen(port, '127.0.0.1', resolve));
  const cut = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => proxy.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  await listen(0);
  const { port } = proxy.address() as AddressInfo;
  atEnd(() => (proxy.listening ? cut() : undefined));
  url.port = String(port);
  const mend = (to?: string): Promise<void> => {
    if (to !== undefined) ({ port: targetPort, hostname } = new URL(to));
    return listen(port);
  };
  return { url: url.href, cut, mend };
}
