import { encodeEventCursor } from '../schema/eventCursor.js';
import type { LogBatch } from '../entities/log/eventLog.js';
import { CatalogError } from '../errors.js';
import type { Topic } from './Topic.js';

/** Where a follower gets the log from. */
export interface Log {
  /** The number up to which those who follow live have the log. */
  readonly head: number;
  /** Nothing more comes. */
  readonly closed: boolean;
  /** What comes after this number, as far as it is there; at most a batch. */
  after(seq: number): Promise<LogBatch>;
  /** Resolves once there is something after this number, the sleeper is woken, or the log is closed. */
  moved(seq: number, sleeper: { wake: () => void }): Promise<void>;
}

/**
 * One subscriber's way through the log: pulled by whoever sends to it, so a slow one holds back nobody and holds no
 * memory. It remembers its place, not what it has yet to see; what lies behind the place is read when it is asked for.
 */
export class Follower<T> implements AsyncIterableIterator<T> {
  private readonly ready: { readonly seq: number; readonly value: T }[] = [];
  /** Up to where it has given everything, and whoever pulls has gone on to the next. */
  private told: number;
  private given: number;
  private interruption: ((after: string) => Error) | null = null;
  private readonly sleeper = { wake: (): void => undefined };
  private ended = false;

  constructor(
    private readonly log: Log,
    private position: number,
    readonly topic: Topic<T>,
    /** Hears that the follower is done, with an error where it could not go on. */
    private readonly onEnd: (error?: unknown) => void,
  ) {
    this.told = this.given = position;
  }

  /** The cursor to resume from: everything up to there was taken; what it got last was not, until it is asked for the next. */
  get cursor(): string {
    return encodeEventCursor(this.told);
  }

  /** Ends it: what is pulled next is this error, made of the cursor to resume from. */
  interrupt(error: (after: string) => Error): void {
    this.interruption ??= error;
    this.sleeper.wake();
  }

  /** Whether nothing more comes. */
  get done(): boolean {
    return this.ended;
  }

  /** The number up to which it has seen the log; null while it is behind those who follow live. */
  get live(): number | null {
    return !this.ended && this.ready.length === 0 && this.position >= this.log.head ? this.position : null;
  }

  /** What it gets next. Throws CatalogError UNAVAILABLE, with the cursor to resume from, where the log cannot be read. */
  async next(): Promise<IteratorResult<T>> {
    while (!this.ended) {
      const value = await this.pull();
      if (value !== null) return { value, done: false };
      if (!this.ended && !this.interruption) await this.log.moved(this.position, this.sleeper);
    }
    return { value: undefined, done: true };
  }

  /**
   * What it gets next of what is there; null where it has seen all, or is done. Throws CatalogError UNAVAILABLE, with the
   * cursor to resume from, where the log cannot be read.
   */
  async pull(): Promise<T | null> {
    this.told = this.given;
    for (;;) {
      if (this.interruption && !this.ended) {
        this.end();
        throw this.interruption(this.cursor);
      }
      const next = this.ready.shift();
      if (next) {
        this.given = next.seq;
        return next.value;
      }
      this.told = this.given = this.position;
      if (this.ended || !(await this.advance())) return null;
    }
  }

  /** What it gets next, as far as it has read on, without getting it: at most so much. */
  upcoming(most: number): readonly T[] {
    return this.ready.slice(0, most).map(({ value }) => value);
  }

  /** Reads on; false where there is nothing to read. */
  private async advance(): Promise<boolean> {
    const { entries, upTo } = await this.log.after(this.position).catch((error: unknown) => this.fail(error));
    if (this.ended) return false;
    if (upTo === this.position) {
      if (this.log.closed) this.end();
      return false;
    }
    this.position = upTo;
    for (const entry of entries) {
      const picked = this.topic.pick(entry);
      if (picked !== null) this.ready.push({ seq: entry.seq, value: picked });
    }
    return true;
  }

  /** Ends with an error that says where to resume. */
  private fail(error: unknown): never {
    const expired = error instanceof CatalogError && error.code === 'CURSOR_EXPIRED';
    this.end(expired ? undefined : error);
    if (expired) throw error;
    const after = this.cursor;
    const soon = error instanceof CatalogError ? error.details : {};
    const message = `The event log could not be read: resume with after: "${after}".`;
    throw new CatalogError('UNAVAILABLE', message, { ...soon, after });
  }

  async return(): Promise<IteratorResult<T>> {
    this.end();
    return { value: undefined, done: true };
  }

  private end(error?: unknown): void {
    if (!this.ended) this.onEnd(error);
    this.ended = true;
    this.ready.length = 0;
    this.sleeper.wake();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
