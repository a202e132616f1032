import type { Reader, Transaction } from '../../entities/database.js';
import type { Store } from '../kit/store.js';

/** The store of one mutation: what it writes, and what the audit log says of it, are one transaction. */
export class AuditedStore implements Store {
  /** What the transactions answered that were committed, each with its entries of the audit log. */
  readonly committed: unknown[] = [];

  constructor(
    private readonly db: Store,
    /** Called before anything is written; what it throws undoes all, as what `closing` throws does. */
    private readonly opening: (tx: Transaction) => Promise<void>,
    /** Called with what the transaction is about to answer, before it is committed. */
    private readonly closing: (tx: Transaction, result: unknown) => Promise<void>,
  ) {}

  get dialect(): Store['dialect'] {
    return this.db.dialect;
  }

  all<T>(statement: Parameters<Reader['all']>[0]): Promise<T[]> {
    return this.db.all<T>(statement);
  }

  one<T>(statement: Parameters<Reader['one']>[0]): Promise<T | undefined> {
    return this.db.one<T>(statement);
  }

  reading<T>(work: (db: Reader) => Promise<T>): Promise<T> {
    return this.db.reading(work);
  }

  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const result = await this.db.transaction(async (tx) => {
      await this.opening(tx);
      const made = await work(tx);
      await this.closing(tx, made);
      return made;
    });
    this.committed.push(result);
    return result;
  }
}
