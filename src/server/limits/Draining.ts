import type { Socket } from 'node:net';
import { CatalogError } from '../../errors.js';

/** How often it is looked in the time that a client may take. */
const LOOKS = 4;

interface Watched {
  /** How many bytes the network had taken when it was looked last. */
  taken: number;
  /** How often it had taken no more since. */
  looks: number;
  readonly cut: () => void;
}

/**
 * Cuts off who takes nothing of what is waiting for it: all that is kept for a client is what was sent to it and not yet
 * taken, at most a message of each of its subscriptions, and that not for ever.
 */
export class Draining {
  private readonly watched = new Map<Socket, Watched>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly seconds: number,
    /** Hears of each that is cut off. */
    private readonly onCut: () => void = () => undefined,
  ) {}

  /**
   * Minds a connection until it is closed. `cut` tells its client, should it read on, from where to resume; it has as long
   * again to take that, then the connection is dropped.
   */
  watch(socket: Socket, cut: () => void): void {
    this.watched.set(socket, { taken: 0, looks: 0, cut });
    socket.once('close', () => {
      this.watched.delete(socket);
      if (this.watched.size > 0 || !this.timer) return;
      clearInterval(this.timer);
      this.timer = null;
    });
    this.timer ??= setInterval(() => this.look(), (this.seconds * 1_000) / LOOKS).unref();
  }

  private look(): void {
    for (const [socket, watched] of this.watched) {
      const taken = socket.bytesWritten - socket.writableLength;
      watched.looks = socket.writableLength > 0 && taken === watched.taken ? watched.looks + 1 : 0;
      watched.taken = taken;
      if (watched.looks < LOOKS) continue;
      this.watched.delete(socket);
      this.onCut();
      watched.cut();
      const timer = setTimeout(() => socket.destroy(), this.seconds * 1_000).unref();
      socket.once('close', () => clearTimeout(timer));
    }
  }
}

/** What a subscription ends with whose client takes nothing: `after` is the cursor to resume from. */
export const slowConsumer = (after: string): CatalogError =>
  new CatalogError(
    'SLOW_CONSUMER',
    `What was sent was not taken for too long (SLOW_CLIENT_SECONDS). Resume with after: "${after}".`,
    { after },
  );
