import { openDue } from '../actions/sla/openDue.js';
import type { Database } from '../entities/database.js';
import { nextDue } from '../entities/writes/sla.js';
import type { Time } from '../time.js';

/** A wake-up is answered so much later, with all that come meanwhile. */
const SOON_MS = 20;
/** At the latest: a wake-up may be lost, and the clock of the machine set. */
const LONGEST_MS = 60_000;
const RETRY_MS = 1_000;

interface Parts {
  readonly db: Database;
  readonly time: Time;
  /** Hears of a store that could not be read or written; it is tried again. */
  readonly onError: (error: unknown) => void;
}

/**
 * Opens breaches of freshness when they fall due, with nobody observing anything. It keeps one timer, for what is due
 * next, whatever the number of ports, and looks anew when the store is written to. Each process on a store has one: who
 * comes first opens a breach, and where one ends the others go on.
 */
export class SlaClock {
  private ended = false;
  private looking: Promise<void> | null = null;
  private lookAgain = false;
  private giveUp: () => void = () => undefined;
  /** When the timer goes off, by the time it was given. */
  private armedFor = Infinity;
  private stopListening: () => Promise<void> = async () => undefined;

  private constructor(private readonly parts: Parts) {}

  /** Starts with what fell due while nobody looked. Throws where the store cannot be listened to. */
  static async start(parts: Parts): Promise<SlaClock> {
    const clock = new SlaClock(parts);
    clock.stopListening = await parts.db.listen(() => clock.soon());
    clock.look();
    return clock;
  }

  /** What is being opened is opened. */
  async close(): Promise<void> {
    this.ended = true;
    this.giveUp();
    await this.stopListening();
    await this.looking;
  }

  private soon(): void {
    if (this.looking) this.lookAgain = true;
    else if (this.armedFor > this.parts.time.now().getTime() + SOON_MS) this.arm(SOON_MS);
  }

  private arm(ms: number): void {
    this.giveUp();
    if (this.ended) return;
    const { time } = this.parts;
    this.armedFor = time.now().getTime() + ms;
    this.giveUp = time.after(ms, () => this.look());
  }

  private look(): void {
    this.lookAgain = false;
    this.looking = this.openAll().then(
      (wait) => this.looked(wait),
      (error: unknown) => {
        if (!this.ended) this.parts.onError(error);
        this.looked(RETRY_MS);
      },
    );
  }

  private looked(wait: number): void {
    this.looking = null;
    this.arm(this.lookAgain ? Math.min(SOON_MS, wait) : wait);
  }

  /** Opens what is due; returns after how many milliseconds something may be due again. */
  private async openAll(): Promise<number> {
    const { db, time } = this.parts;
    while (!this.ended) {
      const next = await nextDue(db);
      const wait = next === null ? LONGEST_MS : (Date.parse(next) || 0) - time.now().getTime();
      if (wait > 0) return Math.min(wait, LONGEST_MS);
      await openDue({ db, clock: time });
    }
    return LONGEST_MS;
  }
}
