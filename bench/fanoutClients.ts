import { WebSocket } from 'ws';

// The clients of bench/fanout.ts, in a process of their own: it is told `{ url, protocol, sockets, subscribe? }`, opens the
// sockets, and tells when all are open and, for each event, when the last socket had it.

/** What this process is told. */
export interface Opening {
  readonly url: string;
  readonly protocol: string | null;
  readonly sockets: number;
  /** The payload of the subscription; none for a server that sends unasked. */
  readonly subscribe: object | null;
}

/** What it tells: the times are of `process.hrtime`, which all processes of a machine share, in milliseconds. */
export type Told =
  { readonly open: number } | { readonly failed: string } | { readonly last: number; readonly bytes: number };

const OPENING_AT_ONCE = 100;
const tell = (told: Told): void => void process.send?.(told);
const now = (): number => Number(process.hrtime.bigint()) / 1e6;

function counting(sockets: number): (data: Buffer) => void {
  let arrived = 0;
  let bytes = 0;
  return (data) => {
    bytes += data.length;
    arrived += 1;
    if (arrived < sockets) return;
    tell({ last: now(), bytes });
    arrived = bytes = 0;
  };
}

function connect({ url, protocol, subscribe }: Opening, id: string, arrived: (data: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, protocol ?? undefined, { perMessageDeflate: false });
    socket.on('error', reject);
    socket.on('open', () => {
      if (!subscribe) {
        socket.on('message', arrived);
        return resolve();
      }
      socket.send(JSON.stringify({ type: 'connection_init' }));
      socket.once('message', () => {
        socket.on('message', arrived);
        socket.send(JSON.stringify({ id, type: 'subscribe', payload: subscribe }), () => resolve());
      });
    });
  });
}

async function open(opening: Opening): Promise<void> {
  const arrived = counting(opening.sockets);
  for (let from = 0; from < opening.sockets; from += OPENING_AT_ONCE) {
    const count = Math.min(OPENING_AT_ONCE, opening.sockets - from);
    await Promise.all(
      Array.from({ length: count }, (_, each) => connect(opening, `client-${String(from + each)}`, arrived)),
    );
  }
  tell({ open: opening.sockets });
}

process.on('message', (opening: Opening) => {
  open(opening).catch((error: unknown) => tell({ failed: String(error) }));
});
process.on('disconnect', () => process.exit(0));
