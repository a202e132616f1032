import { insertStatement } from './insert.js';
import type { Dialect, RowClass, Sql } from './sql.js';

/** What can be asked of the store. */
export interface Reader {
  readonly dialect: Dialect;
  /**
   * All rows of a statement, as plain objects; JSON columns chosen through `selectList` are parsed. Throws inside a
   * transaction, where the transaction is to be asked.
   */
  all<T>(statement: Sql): Promise<T[]>;
  /** The first row of a statement. */
  one<T>(statement: Sql): Promise<T | undefined>;
}

/**
 * What can be done inside a transaction. On PostgreSQL what gives no rows is sent and not waited for: it is judged by the
 * next that gives some, or by the commit. So a transaction waits for the store as often as it asks it something, not as
 * often as it writes.
 */
export interface Transaction extends Reader {
  run(statement: Sql): Promise<void>;
  /** Inserts rows. */
  insert<T extends object>(row: RowClass<T>, values: readonly Partial<T>[]): Promise<void>;
  /** Inserts those rows that none stands for yet by these properties. */
  insertNew<T extends object>(
    row: RowClass<T>,
    values: readonly Partial<T>[],
    by: readonly (keyof T & string)[],
  ): Promise<void>;
  /** Inserts rows, or brings those that stand already by these properties to the given values; gives the asked properties of each. */
  insertReturning<T extends object, K extends keyof T & string>(
    row: RowClass<T>,
    values: readonly Partial<T>[],
    returning: readonly K[],
    by?: readonly (keyof T & string)[],
  ): Promise<Pick<T, K>[]>;
  /** Inserts rows, or brings those that stand already (by these properties) to the given values. */
  upsert<T extends object>(
    row: RowClass<T>,
    values: readonly Partial<T>[],
    by: readonly (keyof T & string)[],
  ): Promise<void>;
  /** Wakes the followers of the event log once the transaction is committed. */
  wakeAfterCommit(): Promise<void>;
}

/**
 * Statements on one connection of PostgreSQL, which takes them one after the other without being waited for. Whose rows
 * nobody asked is sent and not waited for; where it fails, so does all that comes after it in the transaction, and its
 * error is the one that is told.
 */
class Sent {
  private failure: { readonly error: unknown } | null = null;

  /** Hears of the statement's end. */
  readonly send = async (statement: Promise<unknown>): Promise<void> => {
    statement.catch((error: unknown) => (this.failure ??= { error }));
  };

  /** Throws the error of the first that failed. */
  readonly judge = (): void => {
    if (this.failure) throw this.failure.error;
  };

  /** Waits for the statement. Throws the error of the first that failed. */
  readonly answered = async <T>(statement: Promise<T>): Promise<T> => {
    void this.send(statement);
    const answer = await statement.catch(() => null);
    this.judge();
    return answer as T;
  };
}

/** Counts how often the store is waited for: what is asked while an answer is awaited comes with it. */
export class Waits {
  private awaited = 0;

  constructor(private readonly onWait: () => void) {}

  readonly of = async <T>(asked: Promise<T>): Promise<T> => {
    if (this.awaited === 0) this.onWait();
    this.awaited += 1;
    try {
      return await asked;
    } finally {
      this.awaited -= 1;
    }
  };
}

/** What is asked now and awaited later: its failure is heard where it is awaited, at the latest by the commit. */
export function ahead<T>(asked: Promise<T>): Promise<T> {
  asked.catch(() => undefined);
  return asked;
}

/** What a transaction asks of its connection. */
export interface Connection {
  readonly dialect: Dialect;
  query<R>(statement: Sql): Promise<R[]>;
  readonly waits: Waits;
  /** Called where the followers of the event log are to be woken after the commit. */
  wake(): void;
  /** What wakes the followers elsewhere; null where the store itself does not tell them. */
  readonly notify: Sql | null;
}

/** How a transaction is begun, worked in and ended. */
export interface OpenTransaction {
  readonly tx: Transaction;
  run(statement: Sql): Promise<void>;
  commit(statement: Sql): Promise<void>;
}

/** A transaction on a connection that is its own until the end. */
export function transactionOn({ dialect, query, waits, wake, notify }: Connection): OpenTransaction {
  const sent = new Sent();
  const all = <R>(statement: Sql): Promise<R[]> => waits.of(sent.answered(query<R>(statement)));
  const run = async (statement: Sql): Promise<void> =>
    dialect === 'sqlite' ? void (await query(statement)) : sent.send(query(statement));
  const tx: Transaction = {
    dialect,
    all,
    run,
    one: async <R>(statement: Sql) => (await all<R>(statement))[0],
    insert: async (row, values) => {
      if (values.length > 0) await run(insertStatement(row, values));
    },
    upsert: async (row, values, by) => {
      if (values.length > 0) await run(insertStatement(row, values, { by }));
    },
    insertNew: async (row, values, by) => {
      if (values.length > 0) await run(insertStatement(row, values, { by, keeping: true }));
    },
    insertReturning: async (row, values, returning, by = []) =>
      values.length > 0 ? all(insertStatement(row, values, { by, returning })) : [],
    wakeAfterCommit: async () => {
      wake();
      if (notify) await run(notify);
    },
  };
  const commit = async (statement: Sql): Promise<void> => {
    sent.judge();
    await all(statement);
  };
  return { tx, run, commit };
}

/** A reader of one connection: what is asked of it in one turn goes there together. */
export function readerOn(dialect: Dialect, query: Reader['all'], waits: Waits): Reader {
  const all = <R>(statement: Sql): Promise<R[]> => waits.of(query<R>(statement));
  return { dialect, all, one: async <R>(statement: Sql) => (await all<R>(statement))[0] };
}
