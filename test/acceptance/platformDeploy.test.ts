import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { built } from '../support/built.js';
import { databases } from '../support/databases.js';
import { describeBeside } from '../support/describeBeside.js';
import { POLARIS_DOCUMENT, startPolaris, type PolarisServer } from '../support/polaris/polarisServer.js';
import { NOWHERE, runFloe, type Ran } from '../support/runFloe.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const DRIFT = 'query ($domain: String) { catalogDrift(domain: $domain) { system path kind expected found } }';

interface Planned {
  readonly changes: readonly { path: string; kind: string; expected: string | null; found: string | null }[];
  readonly waiting: readonly { path: string }[];
  readonly applied?: number;
}

describeBeside('acme in Polaris', POLARIS_DOCUMENT, () => {
  let catalog: Promise<TestServer> | undefined;
  let url: string;
  let polaris: PolarisServer;
  beforeEach(async () => {
    catalog ??= startTestServer({ acme: true, lasting: true });
    ({ url } = await catalog);
    polaris = await startPolaris();
  });

  const floe = (args: string, env: Record<string, string> = {}): Promise<Ran> =>
    runFloe(url, args.split(' '), undefined, undefined, { ...polaris.env, ...env });
  const planned = async (args: string): Promise<Planned> =>
    JSON.parse((await floe(`${args} --json`)).stdout) as Planned;

  it('is printed as a diff, made, read back, and then nothing is left', async () => {
    const dry = await floe('platform deploy --domain sales --dry-run');
    expect(dry.stdout).toContain('+ namespace sales\n+ namespace sales.bronze\n');
    expect(dry.stdout).toContain('+ role domain:sales\n');
    expect(dry.stdout).toContain('+ grant domain:sales on sales.gold: READ_WRITE\n');
    expect(dry.stdout).toContain(
      '. grant domain:marketing on table sales.gold.customers: READ, once there is the table sales.gold.customers\n',
    );
    expect(dry.stdout).toMatch(/\d+ to add, \d+ waiting for a table\nNothing was written: --dry-run\.\n$/);
    expect([dry.code, polaris.writes]).toEqual([0, []]);
    const made = await floe('platform deploy --domain sales');
    expect(made).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/Deployed to polaris: \d+ changes made and read back\.\n$/) as unknown,
    });
    expect(polaris.problems).toEqual([]);
    const written = polaris.writes.length;
    const again = await floe('platform deploy --domain sales');
    expect([again.code, again.stdout.split('\n')[0], polaris.writes.length]).toEqual([
      0,
      'All stands as the catalog asks for it.',
      written,
    ]);
  });

  it('shows a grant made by hand as drift, and revokes it where it is told to', async () => {
    await floe('platform deploy');
    polaris.roles.set('intruder', [{ type: 'namespace', namespace: ['sales', 'gold'], privilege: 'TABLE_READ_DATA' }]);
    const drift = await floe('platform drift');
    expect([drift.code, drift.stderr]).toEqual([1, 'floe: polaris differs from the catalog in 1 place.\n']);
    expect(drift.stdout).toContain('? foreign grant intruder on sales.gold: TABLE_READ_DATA\n');
    const left = await planned('platform deploy');
    expect(left).toMatchObject({ applied: 0, changes: [{ path: 'grant intruder on sales.gold', kind: 'FOREIGN' }] });
    const pruned = await floe('platform deploy --prune');
    expect(pruned.stdout).toContain('- grant intruder on sales.gold: TABLE_READ_DATA\n');
    expect(polaris.roles.get('intruder')).toEqual([]);
  });

  it.each([1, 5, 40])(
    'is the same where floe is killed at write %d, and deploys again: nothing is written twice',
    async (nth) => {
      await floe('platform deploy --domain sales');
      const whole = polaris.held;
      polaris = await startPolaris();
      const args = [built('floe'), 'platform', 'deploy', '--domain', 'sales'];
      const child = spawn(process.execPath, args, {
        env: { ...process.env, ...polaris.env, FLOE_CATALOG_URL: url },
        stdio: 'ignore',
      });
      const ended = new Promise((resolve) => child.once('close', (_, signal) => resolve(signal)));
      polaris.meddle = () => {
        if (polaris.writes.length === nth) child.kill('SIGKILL');
        return null;
      };
      expect(await ended).toBe('SIGKILL');
      polaris.meddle = () => null;
      expect((await floe('platform deploy --domain sales')).code).toBe(0);
      expect(polaris.held).toEqual(whole);
      expect(new Set(polaris.writes).size).toBe(polaris.writes.length);
    },
  );

  it.each(databases)('is told by the API as by the command, of the same tables and grants, on %s', async (dialect) => {
    const server = await startTestServer({ acme: true, dialect, env: polaris.env });
    for (const path of ['sales', 'sales\u001fgold', 'sales\u001ftmp']) polaris.namespaces.add(path);
    polaris.makeTable('sales.gold', 'customers');
    const kinds: Readonly<Record<string, string>> = { ADD: 'MISSING', FOREIGN: 'FOREIGN', CHANGE: 'DIFFERENT' };
    for (const domain of [null, 'sales']) {
      const { changes } = await planned(`platform drift${domain === null ? '' : ` --domain ${domain}`}`);
      const { catalogDrift } = await server.data<{ catalogDrift: unknown[] }>(DRIFT, { domain });
      expect(catalogDrift).toEqual(changes.map((each) => ({ ...each, system: 'polaris', kind: kinds[each.kind] })));
      expect(catalogDrift).toContainEqual({
        system: 'polaris',
        path: 'namespace sales.tmp',
        kind: 'FOREIGN',
        expected: null,
        found: 'sales.tmp',
      });
    }
    const { catalogDrift } = await server.data<{ catalogDrift: { path: string }[] }>(DRIFT);
    const paths = catalogDrift.map(({ path }) => path);
    expect(paths).toContain('grant domain:marketing on table sales.gold.customers');
    expect(polaris.writes).toEqual([]);
    const { errors } = await server.ask(DRIFT, { domain: 'saless' });
    expect(errors).toMatchObject([
      { message: 'There is no domain "saless". Did you mean sales?', extensions: { code: 'NOT_FOUND' } },
    ]);
  });

  it('is asked of nobody where no Polaris is configured, and said to be away where it is', async () => {
    const { ask, data } = await (catalog as Promise<TestServer>);
    expect(await data(DRIFT)).toEqual({ catalogDrift: [] });
    expect((await ask(DRIFT, { domain: 'saless' })).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    const away = await startTestServer({ acme: true, env: { ...polaris.env, POLARIS_URL: NOWHERE } });
    expect((await away.ask(DRIFT)).errors).toMatchObject([
      {
        message: expect.stringMatching(/^polaris .*: it cannot be reached \(.*\(UNREACHABLE\)$/) as unknown,
        extensions: { code: 'UNAVAILABLE' },
      },
    ]);
  });

  it('says what is missing or wrong, and writes nothing', async () => {
    expect(await floe('platform deploy', { POLARIS_URL: '' })).toMatchObject({
      code: 2,
      stderr:
        'floe: polaris: nobody says where it is. Name its address: --polaris, or POLARIS_URL. (SETTING_MISSING)\n',
    });
    expect(await floe('platform deploy --domain saless')).toMatchObject({
      code: 1,
      stderr: 'floe: there is no domain saless. Did you mean sales?\n',
    });
    await expect(startTestServer({ env: { POLARIS_URL: 'https://polaris.acme.com' } })).rejects.toThrow(
      'nobody says which of its catalogs',
    );
    expect(polaris.writes).toEqual([]);
  });
});

describe('acme rendered for Kubernetes', () => {
  it('is a folder that is applied where it is told to, by kubectl, of all domains or of one', async () => {
    const { url } = await startTestServer({ acme: true });
    const folder = await temporaryFolder();
    const kubectl = path.join(folder, 'kubectl');
    await writeFile(kubectl, '#!/bin/sh\necho "kubectl $*"\n[ -e "$3/kustomization.yaml" ]\n', { mode: 0o755 });
    const output = path.join(folder, 'rendered');
    const floe = (args: string, PATH = `${folder}:${process.env['PATH']}`): Promise<Ran> =>
      runFloe(url, ['platform', 'deploy', '--target', 'kubernetes', ...args.split(' ')], undefined, undefined, {
        PATH,
      });
    const dry = await floe(`--output ${output} --dry-run --apply`);
    expect(dry.stdout).toContain('+ file overlays/sales/promises.yaml: ');
    expect(dry.stdout).not.toContain('kubectl');
    expect(existsSync(output)).toBe(false);
    const made = await floe(`--output ${output} --apply`);
    expect([made.code, made.stdout.split('\n').at(-2)]).toEqual([0, `kubectl apply --kustomize ${output}`]);
    const promises = await readFile(path.join(output, 'overlays/sales/promises.yaml'), 'utf8');
    expect(promises).toContain('sales.customer-360.customers breaks its promise: data no older than 6h.');
    expect(await readFile(path.join(output, 'base/sales/spark.yaml'), 'utf8')).toContain('spark.executor.instances 10');
    await rm(path.join(output, 'overlays/sales/promises.yaml'));
    await rm(path.join(output, 'overlays/finance'), { recursive: true });
    expect((await floe(`--output ${output} --domain sales --dry-run`)).stdout).toMatch(
      /^\+ file overlays\/sales\/promises\.yaml: \d+ lines\n\n1 to add\n/,
    );
    await rm(kubectl);
    const without = await floe(`--output ${output} --domain sales --apply`, folder);
    expect([without.code, without.stderr]).toEqual([
      2,
      `floe: kubectl apply --kustomize ${output}/overlays/sales: there is no kubectl. Install it, or apply the folder by other means. (SETTING_MISSING)\n`,
    ]);
  });
});
