import type { Database } from '../entities/database.js';
import { forgetChanges } from '../entities/writes/events.js';
import type { Time } from '../time.js';

/** Entries that are forgotten in one transaction: it has the lock of the event log for some milliseconds. */
const BATCH = 500;
/** Between two of them writers have their turn. */
const PAUSE_MS = 20;
const LOOK_MS = 3_600_000;
const DAY_MS = 24 * 3_600_000;

interface Parts {
  readonly db: Database;
  readonly time: Time;
  /** How long entries of the change feed are kept. */
  readonly days: number;
  /** Hears of a store that could not be written; it is tried again an hour later. */
  readonly onError: (error: unknown) => void;
}

/** Forgets entries of the change feed that were kept long enough: when it starts, and every hour, a few at a time. */
export class FeedRetention {
  private closed = false;
  private forgetting: Promise<void> = Promise.resolve();
  private giveUp: () => void = () => undefined;

  constructor(private readonly parts: Parts) {
    this.next(0);
  }

  /** What is being forgotten is awaited. */
  async close(): Promise<void> {
    this.closed = true;
    this.giveUp();
    await this.forgetting;
  }

  private next(ms: number): void {
    if (this.closed) return;
    this.giveUp = this.parts.time.after(ms, () => {
      this.forgetting = this.forgetSome().then(
        (count) => this.next(count === BATCH ? PAUSE_MS : LOOK_MS),
        (error: unknown) => {
          if (!this.closed) this.parts.onError(error);
          this.next(LOOK_MS);
        },
      );
    });
  }

  private forgetSome(): Promise<number> {
    const { db, time, days } = this.parts;
    const before = new Date(time.now().getTime() - days * DAY_MS).toISOString();
    return db.transaction((tx) => forgetChanges(tx, before, BATCH));
  }
}
