import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { atEnd } from './atEnd.js';
import { until } from './follow.js';
import { freePort } from './freePort.js';
import { temporaryFolder } from './temporaryFolder.js';

export interface Registry {
  /** `127.0.0.1:5000` */
  readonly host: string;
  /** As if it had crashed; what it stored is there when it is started again. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** A registry of Debian on loopback, with a folder of its own; `auth` is that part of its configuration. Ended at the end of the test. */
export async function startRegistry(auth: Record<string, unknown> = {}): Promise<Registry> {
  const host = `127.0.0.1:${await freePort()}`;
  const folder = await temporaryFolder();
  const file = path.join(folder, 'registry.json');
  await writeFile(
    file,
    JSON.stringify({
      version: 0.1,
      log: { level: 'error' },
      storage: { filesystem: { rootdirectory: path.join(folder, 'data') }, delete: { enabled: true } },
      http: { addr: host },
      auth,
    }),
  );
  let child: ChildProcess | null = null;
  const registry: Registry = {
    host,
    start: async () => {
      child = spawn('docker-registry', ['serve', file], { stdio: 'ignore' });
      await until(() =>
        fetch(`http://${host}/v2/`).then(
          () => true,
          () => false,
        ),
      );
    },
    stop: async () => {
      const gone = child && once(child, 'exit');
      child?.kill('SIGKILL');
      child = null;
      await gone;
    },
  };
  atEnd(() => registry.stop());
  await registry.start();
  return registry;
}
