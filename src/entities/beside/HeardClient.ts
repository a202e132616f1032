import type { EventEmitter } from 'node:events';
import pg from 'pg';

/**
 * A connection whose end is always heard. The pool listens to those that lie idle; one that is being made, or is in use,
 * would end the process when the database ends it. Whoever asks it something is told of the error by the answer.
 */
export class HeardClient extends pg.Client {
  /** Whether the server said, while it was connected to, that it is a hot standby; PostgreSQL does so since version 14. */
  protected onStandby = false;

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
    const { connection } = this as unknown as { connection: EventEmitter };
    connection.on('parameterStatus', (told: { parameterName: string; parameterValue: string }) => {
      if (told.parameterName === 'in_hot_standby') this.onStandby = told.parameterValue === 'on';
    });
  }
}
