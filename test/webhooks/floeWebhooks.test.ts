import { spawn } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { atEnd } from '../support/atEnd.js';
import { until } from '../support/follow.js';
import { freePort } from '../support/freePort.js';
import { startReceiver } from '../support/receiver.js';
import { runFloe } from '../support/runFloe.js';
import { readRoot, root, startTestServer } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import { committer, createWebhook, deliveriesThat, WEBHOOKS } from '../support/webhooks.js';

describe('floe webhooks', () => {
  it('makes one, lists it, sends again from a cursor and takes it away', { timeout: 120_000 }, async () => {
    const server = await startTestServer({ acme: true, env: WEBHOOKS });
    const receiver = await startReceiver();
    const floe = (...args: string[]) => runFloe(server.url, ['webhooks', ...args], root);
    const made = await floe('create', receiver.url, '--event', 'contract-changed', '--severity', 'breaking', 'info');
    expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^whsec_\S+\n$/) as string });
    const [, id = ''] = /The webhook is (\S+)\./.exec(made.stderr) ?? [];
    await (
      await committer(server.db)
    )(1, { severity: 'info', kind: 'DESCRIPTION_CHANGED' });
    await until(async () => (await deliveriesThat(server.db, 'delivered')) === 1);
    const listed = await floe('list');
    expect(listed.stdout).toContain(receiver.url);
    expect(listed.stdout).toContain('enabled');
    const { contractChanges } = await server.data<{ contractChanges: { nodes: { cursor: string }[] } }>(
      `{ contractChanges(last: 2) { nodes { cursor } } }`,
    );
    const after = contractChanges.nodes[0]?.cursor ?? '';
    expect(await floe('redeliver', id, '--after', after)).toMatchObject({ code: 0 });
    await until(() => receiver.taken.length === 2);
    expect(await floe('delete', id)).toMatchObject({ code: 0 });
    expect((await floe('delete', id)).stderr).toContain('There is no such webhook');
  });
});

describe('the receiver of docs/webhooks.md', () => {
  it('takes what is sent and signed, and refuses what is not', async () => {
    const [, code = ''] = /```js\n(.*?)```/s.exec(readRoot('docs/webhooks.md')) ?? [];
    expect(code.trim().split('\n').length).toBeLessThanOrEqual(16);
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'app'));
    await symlink(path.join(root, 'node_modules'), path.join(folder, 'app/node_modules'));
    await writeFile(path.join(folder, 'app/receiver.mjs'), code);
    const server = await startTestServer({ acme: true, env: WEBHOOKS });
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/`;
    const { secret } = await createWebhook(server.data, { url });
    const child = spawn(process.execPath, ['receiver.mjs'], {
      cwd: path.join(folder, 'app'),
      env: { ...process.env, PORT: String(port), WEBHOOK_SECRET: secret },
    });
    atEnd(() => void child.kill());
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [seq] = await (await committer(server.db))(1);
    await until(async () => (await deliveriesThat(server.db, 'delivered')) === 1);
    await until(() => said.includes(`${seq} dev.floe.catalog.contract.changed`));
    const forged = await fetch(url, { method: 'POST', body: '{}', headers: { 'webhook-id': '1' } });
    expect(forged.status).toBe(400);
  });
});
