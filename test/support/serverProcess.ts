import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { built } from './built.js';

export interface ServerProcess {
  /** `http://127.0.0.1:12345` */
  readonly url: string;
  readonly pid: number;
  /** What it has logged, one parsed line each. */
  readonly logged: readonly Record<string, unknown>[];
  /** Asks the server; throws where it gives no answer, or an answer with errors. */
  ask<T>(query: string, variables?: Record<string, unknown>): Promise<T>;
  /** Ends the process with this signal and waits until it is gone. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Its exit code once it is gone; null where a signal ended it. */
  readonly exitCode: Promise<number | null>;
}

interface Answer<T> {
  readonly data?: T;
  readonly errors?: readonly { readonly message: string }[];
}

/**
 * Starts the service as a process of its own, as `npm start` does, on a free port of loopback. Throws with what it said
 * where it ends before it serves.
 */
export async function startServerProcess(
  databaseUrl: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [built('main')], {
    env: { ...process.env, DATABASE_URL: databaseUrl, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const lines = createInterface({ input: child.stdout });
  const logged: Record<string, unknown>[] = [];
  // TypeORM has a line of its own for a migration that another server was quicker with.
  lines.on('line', (line) => line.startsWith('{') && logged.push(JSON.parse(line) as Record<string, unknown>));
  const url = await new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      const [, served] = /"url":"(http:[^"]+)"/.exec(line) ?? [];
      if (served) resolve(served);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it served: ${stderr}`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    logged,
    exitCode: exited.then(([code]) => code as number | null),
    ask: async <T>(query: string, variables?: Record<string, unknown>): Promise<T> => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as Answer<T>;
      if (errors || !data) throw new Error(errors?.map((each) => each.message).join('\n') ?? 'no data');
      return data;
    },
    end: async (signal) => {
      child.kill(signal);
      await exited;
    },
  };
}
