import type { Time } from './Time.js';

interface Parts {
  readonly time: Time;
  /** One round; answers in how many milliseconds the next is due, null where none is before somebody asks. */
  readonly round: () => Promise<number | null>;
  /** Hears of a round that failed, unless the rounds have ended; answers in how many milliseconds it is tried again. */
  readonly failed: (error: unknown) => number;
}

/**
 * Work that is done again and again, one round at a time: when it is due, when somebody asks, and once more where it
 * was asked while a round was under way.
 */
export class Rounds {
  private round: Promise<void> | null = null;
  /** The wait that was asked for while a round was under way. */
  private asked: number | null = null;
  /** When the next round begins, in milliseconds of the time it was given. */
  private due = Infinity;
  private giveUp: () => void = () => undefined;
  private ended = false;

  constructor(private readonly parts: Parts) {}

  /**
   * A round begins within so many milliseconds, at once for 0. Where one is under way, another begins that long after it,
   * or, where it fails, when it is tried again.
   */
  ask(ms: number): void {
    if (this.round) this.asked = Math.min(ms, this.asked ?? ms);
    else if (!this.ended && ms <= 0) this.begin();
    else if (!this.ended && this.now() + ms < this.due) this.arm(ms);
  }

  /** Whether a round is under way. */
  get running(): boolean {
    return this.round !== null;
  }

  /** No round begins any more; the one under way is awaited. */
  async end(): Promise<void> {
    this.ended = true;
    this.giveUp();
    await this.round;
  }

  private now(): number {
    return this.parts.time.now().getTime();
  }

  private arm(ms: number): void {
    this.giveUp();
    this.due = this.now() + ms;
    this.giveUp = this.parts.time.after(ms, () => this.begin());
  }

  private begin(): void {
    this.giveUp();
    this.due = Infinity;
    this.asked = null;
    this.round = this.parts.round().then(
      (wait) => this.next(wait === null || this.asked === null ? (wait ?? this.asked) : Math.min(wait, this.asked)),
      (error: unknown) => this.next(this.ended ? null : this.parts.failed(error)),
    );
  }

  private next(wait: number | null): void {
    this.round = null;
    if (wait !== null) this.ask(wait);
  }
}
