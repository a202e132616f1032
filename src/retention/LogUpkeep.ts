import type { Database } from '../entities/database.js';
import { cutPartitions } from '../entities/partitions/cutPartitions.js';
import { forgetPartition } from '../entities/partitions/forgetPartition.js';
import { forgetChanges } from '../entities/writes/events.js';
import type { Time } from '../time.js';

/** Entries that are forgotten in one transaction on SQLite: it has the lock of the event log for some milliseconds. */
const BATCH = 500;
/** Between two transactions that forget writers have their turn. */
const PAUSE_MS = 20;
const LOOK_MS = 3_600_000;
/** A table may be in use: by a backup, say. Where nothing is to be forgotten, the first look is as late. */
const RETRY_MS = 60_000;
const DAY_MS = 24 * 3_600_000;

interface Parts {
  readonly db: Database;
  readonly time: Time;
  /** How long entries of the change feed are kept; null: for ever. */
  readonly days: number | null;
  /** Hears of a store that could not be written; it is tried again a minute later. */
  readonly onError: (error: unknown) => void;
}

/**
 * Keeps the logs in order: soon after it starts, every hour and where a month begins it ends the partitions of the month before,
 * on PostgreSQL, and forgets entries of the change feed that were kept long enough.
 */
export class LogUpkeep {
  private closed = false;
  private working: Promise<void> = Promise.resolve();
  private giveUp: () => void = () => undefined;

  constructor(private readonly parts: Parts) {
    this.next(parts.days === null ? RETRY_MS : 0);
  }

  /** What is being done is awaited. */
  async close(): Promise<void> {
    this.closed = true;
    this.giveUp();
    await this.working;
  }

  private next(ms: number): void {
    if (this.closed) return;
    this.giveUp = this.parts.time.after(ms, () => {
      this.working = this.look().then(
        (more) => this.next(more ? PAUSE_MS : this.untilNextLook()),
        (error: unknown) => {
          if (!this.closed) this.parts.onError(error);
          this.next(RETRY_MS);
        },
      );
    });
  }

  private untilNextLook(): number {
    const now = this.parts.time.now();
    return Math.min(LOOK_MS, Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1) - now.getTime());
  }

  /** Whether there may be more to forget. */
  private async look(): Promise<boolean> {
    const { db, time, days } = this.parts;
    await cutPartitions(db, time.now());
    if (days === null) return false;
    const before = new Date(time.now().getTime() - days * DAY_MS).toISOString();
    if (db.dialect === 'postgres') return forgetPartition(db, before);
    return (await db.transaction((tx) => forgetChanges(tx, before, BATCH))) === BATCH;
  }
}
