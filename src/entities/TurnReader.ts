import type { Reader } from './database.js';
import type { Dialect, Sql } from './sql.js';

/**
 * The store as one request reads it, in turns: loaders collect keys while statements are under way and ask together
 * once all of them are answered. So the number of statements of an operation depends on its shape alone, not on which
 * connection of PostgreSQL happens to answer first.
 */
export class TurnReader implements Reader {
  private running = 0;
  private waiting: (() => void)[] = [];
  private looking = false;

  constructor(
    private readonly db: Reader,
    /** Asked before each statement: it throws where nothing more is to be read. */
    private readonly check: () => void = () => undefined,
  ) {}

  get dialect(): Dialect {
    return this.db.dialect;
  }

  all<T>(statement: Sql): Promise<T[]> {
    return this.during(() => this.db.all<T>(statement));
  }

  /** Lets the loaders wait for this work as for a statement. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.running += 1;
    try {
      this.check();
      return await work();
    } finally {
      this.running -= 1;
      this.look();
    }
  }

  async one<T>(statement: Sql): Promise<T | undefined> {
    return (await this.all<T>(statement))[0];
  }

  /** Runs the callback with all others that wait, once nothing is under way. DataLoader's `batchScheduleFn`. */
  readonly schedule = (callback: () => void): void => {
    this.waiting.push(callback);
    this.look();
  };

  /** Looks after every promise that can go on has gone on, for each may have more to ask. */
  private look(): void {
    if (this.looking) return;
    this.looking = true;
    void Promise.resolve().then(() =>
      process.nextTick(() => {
        this.looking = false;
        if (this.running > 0) return;
        for (const callback of this.waiting.splice(0)) callback();
      }),
    );
  }
}
