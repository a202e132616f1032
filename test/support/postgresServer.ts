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
  stop(): Promise<void>;
}

/** What its parent tells the process of postgresProcess.ts. */
export type PostgresOrder = 'stop' | { readonly signal: 'SIGINT' | 'SIGQUIT'; readonly awayMs: number };

/** What the process of postgresProcess.ts tells its parent once. */
export type PostgresAnswer = { readonly port: number } | { readonly failed: string };

/**
 * Starts a real PostgreSQL on loopback, its binaries from an npm package: of our own `node_modules`, or of the one that
 * is named. Throws an Error with what PostgreSQL said where it does not start.
 */
export async function startPostgres(...modules: string[]): Promise<PostgresServer> {
  const script = path.join(import.meta.dirname, 'postgresProcess.ts');
  const child = fork(script, modules, { execArgv: ['--import', 'tsx'] });
  const ended = once(child, 'exit');
  const started = await Promise.race([
    once(child, 'message').then(([message]) => message as PostgresAnswer),
    ended.then(([code]) => ({ failed: `exit ${String(code)}` })),
  ]);
  if ('failed' in started) {
    await ended;
    throw new Error(`PostgreSQL did not start: ${started.failed}`);
  }
  const url = `postgres://floe:floe@127.0.0.1:${started.port}`;
  return {
    url,
    create: async (name) => {
      const client = new pg.Client({ connectionString: `${url}/postgres` });
      await client.connect();
      await client.query(`CREATE DATABASE "${name}"`).finally(() => client.end());
      return `${url}/${name}`;
    },
    restart: async (signal, awayMs) => {
      const restarted = once(child, 'message');
      child.send({ signal, awayMs } satisfies PostgresOrder);
      await Promise.race([restarted, ended.then(() => Promise.reject(new Error('PostgreSQL ended')))]);
    },
    stop: async () => {
      child.send('stop' satisfies PostgresOrder);
      await ended;
    },
  };
}
