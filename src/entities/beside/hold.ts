import Sqlite from 'better-sqlite3';
import { PrimaryClient, type Primary } from './PrimaryClient.js';

const RETRY_MS = 1_000;

/** Hears whether this process is the one that holds a name. */
export interface Holding {
  /** It is, until `lost` or the end. */
  held(): void;
  /** It is no more: another may be. It goes on asking. */
  lost(): void;
}

/** Gives it up, and asks no more. */
export type LetGo = () => Promise<void>;

/** What PostgreSQL is told, so that it hears of a holder that vanished, or of one that waits no more, within some 20 seconds. */
const HEARD = [
  'SET tcp_keepalives_idle = 5',
  'SET tcp_keepalives_interval = 5',
  'SET tcp_keepalives_count = 3',
  'SET client_connection_check_interval = 5000',
];

/**
 * One of all processes on a database of PostgreSQL holds a name, by an advisory lock on a connection of its own; the others
 * wait in the database, without asking again. Where the holder's connection ends, the next has it.
 */
export function holdPostgres(primary: Primary, key: number, { held, lost }: Holding): LetGo {
  let client: PrimaryClient | null = null;
  let timer: NodeJS.Timeout | null = null;
  let holds = false;
  let stopped = false;

  const gone = (of: PrimaryClient): void => {
    if (client !== of) return;
    client = null;
    if (holds) lost();
    holds = false;
    if (!stopped) timer = setTimeout(ask, RETRY_MS).unref();
  };
  const ask = (): void => {
    const next = new PrimaryClient({
      connectionString: primary.url,
      primary,
      keepAlive: true,
      keepAliveInitialDelayMillis: 5_000,
    });
    client = next;
    next.on('end', () => gone(next));
    const asked = async (): Promise<void> => {
      await next.connect();
      // A server that does not know a setting, or not on this system, goes without it.
      for (const setting of HEARD) await next.query(setting).catch(() => undefined);
      await next.query('SELECT pg_advisory_lock($1)', [key]);
      if (stopped || client !== next) return;
      holds = true;
      held();
    };
    asked().catch(() => {
      void next.end().catch(() => undefined);
      gone(next);
    });
  };

  ask();
  return async () => {
    stopped = true;
    if (timer) clearTimeout(timer);
    await client?.end().catch(() => undefined);
  };
}

/** The same of a SQLite file: the holder has a lock of the operating system on a file beside it, which ends with the process. */
export function holdSqlite(file: string, { held }: Holding): LetGo {
  let timer: NodeJS.Timeout | null = null;
  const lock = new Sqlite(file, { timeout: 0 });
  const ask = (): void => {
    try {
      lock.exec('BEGIN EXCLUSIVE');
      held();
    } catch {
      timer = setTimeout(ask, RETRY_MS).unref();
    }
  };
  ask();
  return async () => {
    if (timer) clearTimeout(timer);
    lock.close();
  };
}
