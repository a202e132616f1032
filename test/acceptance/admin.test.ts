import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/admin/check.js';
import { createFirstToken } from '../../src/admin/createFirstToken.js';
import { Database } from '../../src/entities/database.js';
import { sql } from '../../src/entities/sql.js';
import { newAcmeUrl } from '../support/acmeStore.js';
import { askAs } from '../support/as.js';
import { databases, newDatabaseUrl } from '../support/databases.js';
import { NOWHERE, runFloe } from '../support/runFloe.js';
import { startTestServer } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const WHOLE = /^The store is whole: \d+ checks, nothing found\.$/m;

const floe = (...args: string[]) => runFloe(NOWHERE, ['admin', ...args]);

async function damage(url: string): Promise<void> {
  const db = await Database.open(url);
  await db.transaction((tx) => tx.run(sql`UPDATE counters SET count = 41 WHERE list = 'products' AND facet = ''`));
  await db.close();
}

describe.each(databases)('a store on %s', (dialect) => {
  it('is checked without being changed, and its fault is told with its place and its mend', async () => {
    const url = await newAcmeUrl(dialect);
    expect(await check({}, url)).toEqual({ out: expect.stringMatching(WHOLE), exitCode: 0 });
    await damage(url);
    const { out, exitCode } = await check({ json: true }, url);
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      store: dialect,
      findings: [{ code: 'COUNTER_WRONG', where: 'counters: products is 41, counted 7', mend: expect.any(String) }],
    });
  });

  it('that lacks migrations is not held to rules that it cannot keep yet, and gets no token', async () => {
    const url = await newDatabaseUrl(dialect);
    const db = await Database.open(url);
    await db.undoLastMigration();
    await db.close();
    expect(await check({}, url)).toMatchObject({ out: expect.stringContaining('[STORE_BEHIND]'), exitCode: 1 });
    const asked = createFirstToken({ name: 'first', scopes: ['tokens'], domains: [] }, url);
    await expect(asked).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('1 migrations'),
    });
  });

  it('gets its first token before anybody could make one: a server knows it, and the audit log who made it', async () => {
    const url = await newDatabaseUrl(dialect);
    const scopes = ['platform', 'tokens', 'audit'];
    const made = await createFirstToken({ name: 'platform-admin', scopes, domains: [], expiresIn: '1d' }, url);
    expect(made).toMatchObject({ exitCode: 0, out: expect.stringMatching(/^floe_[0-9a-f]{16}_[\w-]{43}$/) });
    const server = await startTestServer({ dialect, databaseUrl: url, env: { AUTH: 'tokens' } });
    const { data } = await askAs(
      server.url,
      made.out,
      `{ viewer { name scopes } tokens { nodes { name createdBy expiresAt } }
         auditEvents { nodes { actor verb subject outcome } } }`,
    );
    expect(data).toEqual({
      viewer: { name: 'platform-admin', scopes },
      tokens: { nodes: [{ name: 'platform-admin', createdBy: 'floe admin', expiresAt: expect.any(String) as string }] },
      auditEvents: {
        nodes: [{ actor: 'floe admin', verb: 'createToken', subject: 'platform-admin', outcome: 'done' }],
      },
    });
    const again = await createFirstToken({ name: 'platform-admin', scopes, domains: [] }, url);
    expect(again).toMatchObject({ exitCode: 1, out: '', err: expect.stringContaining('revoke it first') });
    const wrong = createFirstToken({ name: 'x', scopes, domains: [], expiresIn: 'soon' }, url);
    await expect(wrong).rejects.toThrow('"soon" is no length of time');
  });
});

describe('floe admin', () => {
  it('checks the store of a server that runs, and says by its exit code whether it is whole', async () => {
    const databaseUrl = await newAcmeUrl('sqlite');
    await startTestServer({ databaseUrl });
    expect(await floe('check', '--database', databaseUrl)).toEqual({
      code: 0,
      stdout: expect.stringMatching(WHOLE) as string,
      stderr: '',
    });
    await damage(databaseUrl);
    const { code, stdout, stderr } = await floe('check', '--database', databaseUrl);
    expect([code, stderr]).toEqual([1, 'floe: the store is not whole.\n']);
    expect(stdout).toMatch(/^counters: products is 41, counted 7: .*\. \[COUNTER_WRONG\]\n {2}Set /);
  });

  it('makes no store where there is none, unless a first token is to be made', async () => {
    const file = path.join(await temporaryFolder(), 'catalog.sqlite');
    const checked = await floe('check', '--database', `sqlite:${file}`);
    expect(checked).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(`There is no file ${file}`) });
    expect(existsSync(file)).toBe(false);
    const args = ['token', 'create', 'first', '--scope', 'platform', 'tokens', '--database', `sqlite:${file}`];
    const made = await floe(...args);
    expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^floe_\w+\S+\n$/) });
    expect(made.stderr).toBe('The token first is shown here and never again: FLOE_TOKEN is where floe looks for it.\n');
    const refused = await floe('token', 'create', 'x', '--scope', 'plattform', '--database', `sqlite:${file}`);
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('platform') });
  });
});
