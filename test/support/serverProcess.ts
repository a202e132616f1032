import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { built } from './built.js';

export interface ServerProcess {
  /** `http://127.0.0.1:12345` */
  readonly url: string;
  /** Asks the server; throws where it gives no answer, or an answer with errors. */
  ask<T>(query: string, variables?: Record<string, unknown>): Promise<T>;
  /** Ends the process with this signal and waits until it is gone. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

interface Answer<T> {
  readonly data?: T;
  readonly errors?: readonly { readonly message: string }[];
}

/** Starts the service as a process of its own, as `npm start` does, on a free port of loopback. */
export async function startServerProcess(databaseUrl: string): Promise<ServerProcess> {
  const child = spawn(process.execPath, [built('main')], {
    env: { ...process.env, DATABASE_URL: databaseUrl, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      const [, served] = /"url":"(http:[^"]+)"/.exec(line) ?? [];
      if (served) resolve(served);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it served: ${stderr}`)));
  });
  return {
    url,
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
