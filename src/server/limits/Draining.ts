import type { Socket } from 'node:net';
import { CatalogError } from '../../errors.js';

/** How often it is looked in the time that a client may take. */
const LOOKS = 4;

/** A connection that is minded. */
export interface Drained {
  readonly connection: Socket;
  /** How many bytes the network had taken when it was looked last. */
  taken: number;
  /** How often it had taken no more since. */
  looks: number;
  /** Tells the client, should it read on, from where to resume. */
  cutOff(): void;
}

/**
 * Cuts off who takes nothing of what is waiting for it: all that is kept for a client is what was sent to it and not yet
 * taken, at most a message of each of its subscriptions, and that not for ever.
 */
export class Draining {
  private readonly watched = new Set<Drained>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly seconds: number,
    /** Hears of each that is cut off. */
    private readonly onCut: () => void = () => undefined,
  ) {}

  /**
   * Minds a connection until it is let go. One that is cut off has as long again to take what it is told, then the connection
   * is dropped.
   */
  watch(one: Drained): void {
    this.watched.add(one);
    this.timer ??= setInterval(() => this.look(), (this.seconds * 1_000) / LOOKS).unref();
  }

  letGo(one: Drained): void {
    this.watched.delete(one);
    if (this.watched.size > 0 || !this.timer) return;
    clearInterval(this.timer);
    this.timer = null;
  }

  private look(): void {
    for (const one of this.watched) {
      const { connection } = one;
      const taken = connection.bytesWritten - connection.writableLength;
      one.looks = connection.writableLength > 0 && taken === one.taken ? one.looks + 1 : 0;
      one.taken = taken;
      if (one.looks < LOOKS) continue;
      this.watched.delete(one);
      this.onCut();
      one.cutOff();
      const timer = setTimeout(() => connection.destroy(), this.seconds * 1_000).unref();
      connection.once('close', () => clearTimeout(timer));
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
