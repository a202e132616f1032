import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import pg from 'pg';

export interface PostgresServer {
  /** `postgres://floe:floe@127.0.0.1:port`, without a database. */
  readonly url: string;
  /** Makes a database and returns its URL. */
  create(name: string): Promise<string>;
  /**
   * Ends the database, as an operator does (SIGINT) or as a crash of it would (SIGQUIT: no checkpoint, it recovers from its
   * log), and starts it again after so many milliseconds, at the same URL with what it held. Resolves when it serves.
   */
  restart(signal: 'SIGINT' | 'SIGQUIT', awayMs: number): Promise<void>;
  /** Ends it as a crash would. */
  crash(): Promise<void>;
  /** Starts it again where it has crashed, at the same URL. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A PostgreSQL with a hot standby, both with `postgres://floe:floe@...` as their superuser. */
export interface PostgresPair {
  readonly primary: PostgresServer;
  readonly standby: PostgresServer;
}

/** A folder with the data of a server, and its port. */
export interface PostgresData {
  readonly port: number;
  readonly data: string;
}

/** What the process of postgresProcess.ts is to start: where PostgreSQL is taken from, and how it stands to others. */
export interface PostgresTask {
  readonly modules?: string | undefined;
  /** Whether it keeps what a standby needs. */
  readonly replicated?: boolean;
  /** The primary of which it is a hot standby. */
  readonly standbyOf?: PostgresData;
}

/** What its parent tells the process of postgresProcess.ts. */
export type PostgresOrder =
  'stop' | 'crash' | 'start' | { readonly signal: 'SIGINT' | 'SIGQUIT'; readonly awayMs: number };

/** What the process of postgresProcess.ts tells its parent once. */
export type PostgresAnswer = PostgresData | { readonly failed: string };

/** Starts what the task says. Throws an Error with what PostgreSQL said where it does not start. */
async function started(task: PostgresTask): Promise<PostgresServer & { readonly data: PostgresData }> {
  const script = path.join(import.meta.dirname, 'postgresProcess.ts');
  const child = fork(script, [JSON.stringify(task)], { execArgv: ['--import', 'tsx'] });
  const ended = once(child, 'exit');
  const data = await Promise.race([
    once(child, 'message').then(([message]) => message as PostgresAnswer),
    ended.then(([code]) => ({ failed: `exit ${String(code)}` })),
  ]);
  if ('failed' in data) {
    await ended;
    throw new Error(`PostgreSQL did not start: ${data.failed}`);
  }
  const url = `postgres://floe:floe@127.0.0.1:${data.port}`;
  const order = async (what: PostgresOrder): Promise<void> => {
    const done = once(child, 'message');
    child.send(what);
    await Promise.race([done, ended.then(() => Promise.reject(new Error('PostgreSQL ended')))]);
  };
  return {
    url,
    data,
    create: async (name) => {
      const client = new pg.Client({ connectionString: `${url}/postgres` });
      await client.connect();
      await client.query(`CREATE DATABASE "${name}"`).finally(() => client.end());
      return `${url}/${name}`;
    },
    restart: (signal, awayMs) => order({ signal, awayMs }),
    crash: () => order('crash'),
    start: () => order('start'),
    stop: async () => {
      child.send('stop' satisfies PostgresOrder);
      await ended;
    },
  };
}

/**
 * Starts a real PostgreSQL on loopback, its binaries from an npm package: of our own `node_modules`, or of the one that
 * is named. Throws an Error with what PostgreSQL said where it does not start.
 */
export const startPostgres = (modules?: string): Promise<PostgresServer> => started({ modules });

/** Starts a PostgreSQL, and a hot standby that streams from it. Throws as `startPostgres`. */
export async function startPostgresPair(): Promise<PostgresPair> {
  const primary = await started({ replicated: true });
  try {
    return { primary, standby: await started({ standbyOf: primary.data }) };
  } catch (error) {
    await primary.stop();
    throw error;
  }
}
