import { openDue } from '../actions/sla/openDue.js';
import type { Database } from '../entities/database.js';
import { nextDue } from '../entities/writes/sla.js';
import { Rounds } from '../time/Rounds.js';
import type { Time } from '../time/Time.js';

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
  private readonly rounds: Rounds;
  private stopListening: () => Promise<void> = async () => undefined;

  private constructor(private readonly parts: Parts) {
    const failed = (error: unknown): number => {
      parts.onError(error);
      return RETRY_MS;
    };
    this.rounds = new Rounds({ time: parts.time, round: () => this.openAll(), failed });
  }

  /** Starts with what fell due while nobody looked. Throws where the store cannot be listened to. */
  static async start(parts: Parts): Promise<SlaClock> {
    const clock = new SlaClock(parts);
    clock.stopListening = await parts.db.listen(() => clock.rounds.ask(SOON_MS));
    clock.rounds.ask(0);
    return clock;
  }

  /** What is being opened is opened. */
  async close(): Promise<void> {
    this.ended = true;
    await Promise.all([this.rounds.end(), this.stopListening()]);
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
