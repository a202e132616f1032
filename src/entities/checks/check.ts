import type { Reader } from '../database.js';
import type { Sql } from '../sql.js';

/** Something in the store that is not as every write leaves it. */
export interface Finding {
  readonly code: string;
  /** The rule that does not hold, in words. */
  readonly what: string;
  /** The thing it does not hold of. */
  readonly where: string;
  readonly mend: string;
}

/** A rule that holds of every store between two transactions. */
export interface Check {
  readonly code: string;
  /** What is found where it does not hold. */
  readonly what: string;
  readonly mend: string;
  /** The things that it does not hold of. */
  readonly found: (db: Reader) => Promise<readonly string[]>;
}

/** What a statement names (as `name`) is found. */
export const named =
  (statement: Sql) =>
  async (db: Reader): Promise<readonly string[]> =>
    (await db.all<{ name: string | number }>(statement)).map(({ name }) => String(name));

/** What mends a thing that a publication wrote. */
export const AGAIN =
  'Publish the next version of the product (a patch will do): it writes all of its parts anew; else restore a backup.';
export const RESTORE =
  'Restore the last backup in which it is whole (docs/operations.md), and tell us how it came about.';
