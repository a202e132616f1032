import { WebSocket } from 'ws';

// The clients of bench/feed, in a process of their own: it is told what to open, and tells when all are open and when so
// many messages as an event is to all of them had arrived.

/** What this process is told. */
export interface Opening {
  readonly url: string;
  readonly protocol: string | null;
  readonly sockets: number;
  /** The payload of the subscription; none for a server that sends unasked. */
  readonly subscribe: object | null;
  /** Messages of which the last is told: one a socket where nothing is said. */
  readonly awaited?: number;
}

/** What it tells: the times are of `process.hrtime`, which all processes of a machine share, in milliseconds. */
export type Told =
  | { readonly open: number; /** When the first subscription was asked for. */ readonly asked: number }
  | { readonly failed: string }
  | { readonly last: number; readonly bytes: number };

const OPENING_AT_ONCE = 100;
const tell = (told: Told): void => void process.send?.(told);
const now = (): number => Number(process.hrtime.bigint()) / 1e6;

function counting(awaited: number): (data: Buffer) => void {
  let arrived = 0;
  let bytes = 0;
  return (data) => {
    bytes += data.length;
    arrived += 1;
    if (arrived < awaited) return;
    tell({ last: now(), bytes });
    arrived = bytes = 0;
  };
}

function connect(
  { url, protocol, subscribe }: Opening,
  id: string,
  arrived: (data: Buffer) => void,
  asking: () => void,
): Promise<void> {
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
        asking();
        socket.send(JSON.stringify({ id, type: 'subscribe', payload: subscribe }), () => resolve());
      });
    });
  });
}

async function open(opening: Opening): Promise<void> {
  const arrived = counting(opening.awaited ?? opening.sockets);
  let asked = 0;
  const asking = (): void => void (asked ||= now());
  for (let from = 0; from < opening.sockets; from += OPENING_AT_ONCE) {
    const count = Math.min(OPENING_AT_ONCE, opening.sockets - from);
    await Promise.all(
      Array.from({ length: count }, (_, each) => connect(opening, `client-${String(from + each)}`, arrived, asking)),
    );
  }
  tell({ open: opening.sockets, asked });
}

process.on('message', (opening: Opening) => {
  open(opening).catch((error: unknown) => tell({ failed: String(error) }));
});
process.on('disconnect', () => process.exit(0));
