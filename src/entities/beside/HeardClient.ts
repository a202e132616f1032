import type { EventEmitter } from 'node:events';
import type { Writable } from 'node:stream';
import pg from 'pg';

/** What the driver does not tell of in its types. */
interface Inside {
  readonly connection: EventEmitter & { readonly stream: Writable };
}

/**
 * A connection that sends together what it is asked in one turn, for each write wakes the server, and whose end is always
 * heard. The pool listens to those that lie idle; one that is being made, or is in use, would end the process when the
 * database ends it. Whoever asks it something is told of the error by the answer.
 */
export class HeardClient extends pg.Client {
  /** Whether the server said, while it was connected to, that it is a hot standby; PostgreSQL does so since version 14. */
  protected onStandby = false;
  /** What was asked in this turn waits for its end. */
  private gathering = false;

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
    (this as unknown as Inside).connection.on(
      'parameterStatus',
      (told: { parameterName: string; parameterValue: string }) => {
        if (told.parameterName === 'in_hot_standby') this.onStandby = told.parameterValue === 'on';
      },
    );
  }

  override query = ((...asked: Parameters<pg.Client['query']>) => {
    this.gather();
    return super.query(...asked);
  }) as pg.Client['query'];

  private gather(): void {
    if (this.gathering) return;
    this.gathering = true;
    const { stream } = (this as unknown as Inside).connection;
    stream.cork();
    process.nextTick(() => {
      this.gathering = false;
      stream.uncork();
    });
  }
}
