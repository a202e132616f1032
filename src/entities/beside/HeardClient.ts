import pg from 'pg';

/**
 * A connection whose end is always heard. The pool listens to those that lie idle; one that is being made, or is in use,
 * would end the process when the database ends it. Whoever asks it something is told of the error by the answer.
 */
export class HeardClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
