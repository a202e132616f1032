import type { Reader } from '../entities/database.js';

type Statement = Parameters<Reader['all']>[0];

/** Asked before each read: throws CatalogError where nothing more is to be read. */
export type Check = () => void;

/** A store of which nothing more is read once the check throws. */
export class CheckedReader implements Reader {
  constructor(
    private readonly db: Reader,
    private readonly check: Check,
  ) {}

  get dialect(): Reader['dialect'] {
    return this.db.dialect;
  }

  async all<T>(statement: Statement): Promise<T[]> {
    this.check();
    return this.db.all<T>(statement);
  }

  async one<T>(statement: Statement): Promise<T | undefined> {
    this.check();
    return this.db.one<T>(statement);
  }
}
