import type { Database } from '../entities/database.js';
import { cutPartitions } from '../entities/partitions/cutPartitions.js';
import { forgetEntries } from '../entities/partitions/forgetEntries.js';
import { forgetPartition } from '../entities/partitions/forgetPartition.js';
import { AUDIT_LOG, OBSERVATIONS } from '../entities/partitions/partitions.js';
import { forgetChanges } from '../entities/writes/events.js';
import { countAnewBefore } from '../entities/writes/sla.js';
import type { Time } from '../time/Time.js';

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
  /** How many days entries of each are kept; null: for ever. */
  readonly kept: { readonly feed: number | null; readonly audit: number | null; readonly observations: number | null };
  /** Hears of a store that could not be written; it is tried again a minute later. */
  readonly onError: (error: unknown) => void;
}

/**
 * Keeps the logs in order: soon after it starts, every hour and where a month begins it ends the partitions of the month before,
 * on PostgreSQL, and forgets what was kept long enough.
 */
export class LogUpkeep {
  private closed = false;
  private working: Promise<void> = Promise.resolve();
  private giveUp: () => void = () => undefined;

  constructor(private readonly parts: Parts) {
    this.next(Object.values(parts.kept).every((days) => days === null) ? RETRY_MS : 0);
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
    const { db, time, kept } = this.parts;
    await cutPartitions(db, time.now());
    const feed = await this.forget(kept.feed, async (before) =>
      db.dialect === 'postgres'
        ? forgetPartition(db, before)
        : (await db.transaction((tx) => forgetChanges(tx, before, BATCH))) === BATCH,
    );
    const audit = await this.forget(kept.audit, (before) => forgetEntries(db, AUDIT_LOG, before));
    const observations = await this.forget(kept.observations, (before) =>
      forgetEntries(db, OBSERVATIONS, before, (tx) => countAnewBefore(tx, before)),
    );
    return feed || audit || observations;
  }

  private async forget(days: number | null, work: (before: string) => Promise<boolean>): Promise<boolean> {
    if (days === null) return false;
    return work(new Date(this.parts.time.now().getTime() - days * DAY_MS).toISOString());
  }
}
