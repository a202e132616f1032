import { encodeEventCursor } from '../schema/eventCursor.js';
import type { LogBatch, LogEntry } from '../entities/reads/eventLog.js';
import { CatalogError } from '../errors.js';

/** Where a follower gets the log from. */
export interface Log {
  /** What comes after this number, as far as it is there; at most a batch. */
  after(seq: number): Promise<LogBatch>;
  /** Resolves once there is something after this number, or the sleeper is woken; false where the log is closed. */
  moved(seq: number, sleeper: { wake: () => void }): Promise<boolean>;
  /** The follower is done, with an error where it could not go on. */
  leave(error?: unknown): void;
}

/**
 * One subscriber's way through the log: pulled by whoever sends to it, so a slow one holds back nobody and holds no
 * memory. It remembers its place, not what it has yet to see; what lies behind the place is read when it is asked for.
 */
export class Follower<T> implements AsyncIterableIterator<T> {
  private readonly ready: T[] = [];
  private readonly sleeper = { wake: (): void => undefined };
  private done = false;

  constructor(
    private readonly log: Log,
    private position: number,
    /** What the subscriber gets of an entry; null where it is not for this one. */
    private readonly pick: (entry: LogEntry) => T | null,
  ) {}

  /** What it gets next. Throws CatalogError UNAVAILABLE, with the cursor to resume from, where the log cannot be read. */
  async next(): Promise<IteratorResult<T>> {
    while (!this.done) {
      const value = this.ready.shift();
      if (value !== undefined) return { value, done: false };
      await this.advance();
    }
    return { value: undefined, done: true };
  }

  private async advance(): Promise<void> {
    const { entries, upTo } = await this.log.after(this.position).catch((error: unknown) => this.fail(error));
    if (this.done) return;
    if (upTo === this.position) {
      if (!(await this.log.moved(this.position, this.sleeper))) await this.return();
      return;
    }
    this.position = upTo;
    for (const entry of entries) {
      const picked = this.pick(entry);
      if (picked !== null) this.ready.push(picked);
    }
  }

  /** Ends with an error that says where to resume. */
  private fail(error: unknown): never {
    this.end(error);
    const after = encodeEventCursor(this.position);
    throw new CatalogError('UNAVAILABLE', `The event log could not be read: resume with after: "${after}".`, { after });
  }

  async return(): Promise<IteratorResult<T>> {
    this.end();
    return { value: undefined, done: true };
  }

  private end(error?: unknown): void {
    if (!this.done) this.log.leave(error);
    this.done = true;
    this.ready.length = 0;
    this.sleeper.wake();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
