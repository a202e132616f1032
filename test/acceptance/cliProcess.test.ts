import { execFile, spawn } from 'node:child_process';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ACME } from '../support/acme.js';
import { built } from '../support/built.js';
import { publishAcmeOver } from '../support/publishOver.js';
import { NOWHERE, runFloe } from '../support/runFloe.js';
import { readRoot, root, startTestServer } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

describe('the built floe', () => {
  it('runs by its path, as `npx floe` runs it', async () => {
    const { version } = JSON.parse(readRoot('package.json')) as { version: string };
    const { stdout } = await promisify(execFile)(built('floe'), ['--version']);
    expect(stdout.trim()).toBe(version);
  });

  const OFFLINE = ['compile', 'test/compiler/report/fixtures/centralized', '--offline'];

  it('says what it says from the sources', async () => {
    const sources = ['--import', import.meta.resolve('tsx'), path.join(root, 'src/cli/floe.ts')];
    const args = [...OFFLINE, '--format', 'sarif'];
    const ran = await runFloe(NOWHERE, args);
    expect(JSON.parse(ran.stdout)).toMatchObject({ version: '2.1.0' });
    expect(ran).toEqual(await runFloe(NOWHERE, args, root, sources));
  });

  it('tells lines of the sources where it breaks', async () => {
    const broken = ['--import', 'data:text/javascript,delete String.prototype.trimEnd', built('floe')];
    const { code, stderr } = await runFloe(NOWHERE, OFFLINE, root, broken);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^floe: TypeError: .*\n +at .*\/src\/cli\/[\w/]+\.ts:\d+/),
    ]);
  });
});

describe('floe serve', () => {
  it('serves, passes SIGTERM on, and ends with 0', async () => {
    const database = `sqlite:${path.join(await temporaryFolder(), 'served.sqlite')}`;
    const child = spawn(process.execPath, [built('floe'), 'serve', '--port', '0', '--database', database], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await new Promise<string>((resolve) =>
      child.stdout.on('data', (chunk: Buffer) => {
        const [, served] = /"url":"([^"]+)"/.exec(String(chunk)) ?? [];
        if (served) resolve(served);
      }),
    );
    expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ ready: true });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });
});

describe('floe and a breaking change', () => {
  const CAMPAIGN = path.join(ACME, 'domains/marketing/products/campaign-attribution');
  const NAME = 'marketing-to-sales-customer-interactions';

  /** marketing.campaign-attribution 2.0.0 without campaign_id, in a folder. */
  async function withoutCampaign(): Promise<string> {
    const folder = await temporaryFolder();
    await cp(CAMPAIGN, folder, { recursive: true });
    const change = async (name: string, edit: (text: string) => string): Promise<void> =>
      writeFile(path.join(folder, name), edit(await readFile(path.join(folder, name), 'utf8')));
    await change('data-product.yaml', (text) => text.replace('version: "1.5.0"', 'version: "2.0.0"'));
    await change('schemas/customer_interactions.json', (text) => {
      const schema = JSON.parse(text) as { properties: Record<string, unknown> };
      delete schema.properties['campaign_id'];
      return JSON.stringify(schema);
    });
    return folder;
  }

  it('is blocked by contracts check, announced, acknowledged, and let through', async () => {
    const server = await startTestServer({ clock: { now: () => new Date('2026-01-15T12:00:00.000Z') } });
    await publishAcmeOver(server);
    const folder = await withoutCampaign();
    const blocked = await runFloe(server.url, ['contracts', 'check', folder]);
    expect(blocked.code).toBe(1);
    expect(blocked.stdout).toMatch(
      /^marketing\.campaign-attribution 1\.5\.0 → 2\.0\.0\n {2}✗ customer_interactions: columns\.campaign_id: An optional column was removed\./,
    );
    expect(blocked.stdout).toContain(`  breaks ${NAME}\n  requires version 2.0.0\n`);
    expect(blocked.stderr).toContain(
      'marketing.campaign-attribution 2.0.0 breaks 1 contract. It may be published from 2026-01-22T12:00:00.000Z on.',
    );
    const markdown = await runFloe(server.url, ['contracts', 'check', folder, '--format', 'markdown']);
    expect(markdown.stdout).toContain('## marketing.campaign-attribution 1.5.0 → 2.0.0');
    const json = await runFloe(server.url, ['contracts', 'check', folder, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ bump: 'major', consumers: [{ verdict: 'breaking' }] });

    expect(await runFloe(server.url, ['products', 'announce', folder])).toMatchObject({
      code: 0,
      stdout: `Announced marketing.campaign-attribution 2.0.0: it may be published from 2026-01-22T12:00:00.000Z on.
  breaks ${NAME}
`,
    });
    expect(await runFloe(server.url, ['contracts', 'acknowledge', NAME, '--note', 'read no more'])).toMatchObject({
      code: 0,
      stdout: `${NAME}: accepted 2.0.0, which takes effect on 2026-01-22T12:00:00.000Z.\n`,
    });
    expect(await runFloe(server.url, ['contracts', 'check', folder])).toMatchObject({ code: 0 });
    expect(await runFloe(server.url, ['contracts', 'acknowledge', 'nope'])).toMatchObject({ code: 1 });
  });
});
