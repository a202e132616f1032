import { describe, expect, it } from 'vitest';
import { askAs, BOOTSTRAP, createToken, tokenFor } from '../support/as.js';
import { until } from '../support/follow.js';
import { startReceiver, type Received } from '../support/receiver.js';
import { startTestServer, type TestServer } from '../support/server.js';
import {
  committer,
  CREATE,
  deliveriesThat,
  WEBHOOK,
  WEBHOOKS,
  type Asked,
  type CreatedWebhook,
} from '../support/webhooks.js';

const CONTRACT = 'marketing-to-sales-customer-interactions';
const AUTH = { AUTH: 'tokens', BOOTSTRAP_TOKEN: BOOTSTRAP, ...WEBHOOKS };

async function made(server: TestServer, token: string, input: object): Promise<CreatedWebhook['createWebhook']> {
  const { data, errors } = await askAs(server.url, token, CREATE, { input });
  if (errors) throw new Error(JSON.stringify(errors));
  return (data as unknown as CreatedWebhook).createWebhook;
}

describe('a webhook', () => {
  it('is told what who made it may see, where that goes by grants', async () => {
    const server = await startTestServer({ acme: true, env: { ...AUTH, READ_POLICY: 'grants' } });
    const [sales, risk] = [await startReceiver(), await startReceiver()];
    for (const [receiver, domain] of [[sales, 'sales'] as const, [risk, 'risk'] as const]) {
      const token = await tokenFor(server.url, `${domain}-ci`, ['publish'], [domain]);
      const filter = { contracts: [CONTRACT] };
      expect((await made(server, token, { url: receiver.url, filter })).userErrors).toEqual([]);
    }
    const commit = await committer(server.db);
    while (sales.taken.length === 0 || risk.taken.length === 0) {
      await commit(20, { path: 'columns.email', before: 'a', after: 'b', message: 'Column email was changed.' });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const changeOf = ({ json }: Received): unknown => (json['data'] as { change: unknown }).change;
    expect(changeOf(sales.taken[0] as Received)).toMatchObject({ path: 'columns.email', before: 'a', after: 'b' });
    expect(changeOf(risk.taken[0] as Received)).toMatchObject({
      contract: CONTRACT,
      path: '',
      before: null,
      after: null,
    });
    expect(JSON.stringify(risk.taken.map(({ json }) => json))).not.toContain('email');
  });

  it('is sent nothing more where the token that made it is revoked, and goes on where it stood for one of the same name, by what that may see', async () => {
    const server = await startTestServer({ acme: true, env: { ...AUTH, READ_POLICY: 'grants' } });
    const [receiver, other] = [await startReceiver(), await startReceiver()];
    const first = await createToken(server.url, { name: 'ci', scopes: ['publish'], domains: ['sales'] });
    const risk = await tokenFor(server.url, 'risk-ci', ['publish'], ['risk']);
    const filter = { contracts: [CONTRACT] };
    const { webhook } = await made(server, String(first.secret), { url: receiver.url, filter });
    await made(server, risk, { url: other.url, filter });
    const commit = await committer(server.db);
    const change = { path: 'columns.email', before: 'a', after: 'b', message: 'Column email was changed.' };
    await commit(20, change);
    const settled = async (): Promise<boolean> =>
      receiver.taken.length > 0 && other.taken.length > 0 && (await deliveriesThat(server.db, 'pending')) === 0;
    await until(settled);
    const before = receiver.taken.length;
    const REVOKE = 'mutation ($input: RevokeTokenInput!) { revokeToken(input: $input) { userErrors { code } } }';
    await askAs(server.url, BOOTSTRAP, REVOKE, { input: { id: first.token?.['id'] } });
    const asked = async (): Promise<Asked['webhook']> =>
      (await askAs(server.url, BOOTSTRAP, WEBHOOK, { id: webhook?.id })).data?.['webhook'] as Asked['webhook'];
    expect(await asked()).toMatchObject({
      enabled: false,
      disabledReason: 'The token "ci" that it was made with was revoked.',
    });
    const others = other.taken.length;
    await commit(20, change);
    await until(() => other.taken.length > others); // who is told still is told
    expect(receiver.taken.length).toBe(before);
    const second = await tokenFor(server.url, 'ci', ['publish'], ['risk']);
    const ENABLE = `mutation ($input: UpdateWebhookInput!) { updateWebhook(input: $input) {
      webhook { enabled disabledReason } userErrors { code } } }`;
    expect((await askAs(server.url, second, ENABLE, { input: { id: webhook?.id, enabled: true } })).data).toEqual({
      updateWebhook: { webhook: { enabled: true, disabledReason: null }, userErrors: [] },
    });
    await until(async () => receiver.taken.length > before && (await settled()));
    expect(receiver.taken.map(({ headers }) => headers['webhook-id'])).toEqual(
      other.taken.map(({ headers }) => headers['webhook-id']),
    );
    const paths = receiver.taken.map(({ json }) => (json['data'] as { change: { path: string } }).change.path);
    expect(new Set(paths.slice(0, before))).toEqual(new Set(['columns.email']));
    expect(new Set(paths.slice(before))).toEqual(new Set(['']));
  });

  it('is seen and changed by who made it and the platform team; by an auditor it is seen without its path', async () => {
    const server = await startTestServer({ acme: true, env: AUTH });
    const token = (name: string, scopes: string[], domains: string[] = []) =>
      tokenFor(server.url, name, scopes, domains);
    const [sam, mia] = [await token('sam', ['publish'], ['sales']), await token('mia', ['publish'], ['marketing'])];
    const [pat, auditor] = [await token('pat', ['platform']), await token('auditor', ['audit'])];
    const receiver = await startReceiver();
    const { webhook } = await made(server, sam, { url: `${receiver.url}/T0/secret` });
    const LIST = '{ webhooks { totalCount nodes { url createdBy } } }';
    const seenBy = async (who: string): Promise<unknown> => (await askAs(server.url, who, LIST)).data?.['webhooks'];
    const whole = { totalCount: 1, nodes: [{ url: `${receiver.url}/T0/secret`, createdBy: 'sam' }] };
    expect(await seenBy(sam)).toEqual(whole);
    expect(await seenBy(pat)).toEqual(whole);
    expect(await seenBy(mia)).toEqual({ totalCount: 0, nodes: [] });
    expect(await seenBy(auditor)).toEqual({
      totalCount: 1,
      nodes: [{ url: `${new URL(receiver.url).origin}/...`, createdBy: 'sam' }],
    });
    expect((await askAs(server.url, mia, WEBHOOK, { id: webhook?.id })).data).toEqual({ webhook: null });
    expect((await askAs(server.url, null, LIST)).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    const DELETE = `mutation ($input: DeleteWebhookInput!) { deleteWebhook(input: $input) { userErrors { code } } }`;
    const input = { id: webhook?.id };
    expect((await askAs(server.url, mia, DELETE, { input })).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
    expect((await askAs(server.url, pat, DELETE, { input })).data).toEqual({ deleteWebhook: { userErrors: [] } });
    const AUDIT =
      '{ auditEvents(filter: { verbs: ["createWebhook", "deleteWebhook"] }) { nodes { actor verb subject outcome } } }';
    const subject = new URL(receiver.url).host;
    expect((await askAs(server.url, pat, AUDIT)).data).toEqual({
      auditEvents: {
        nodes: [
          { actor: 'sam', verb: 'createWebhook', subject, outcome: 'done' },
          { actor: 'mia', verb: 'deleteWebhook', subject, outcome: 'FORBIDDEN' },
          { actor: 'pat', verb: 'deleteWebhook', subject, outcome: 'done' },
        ],
      },
    });
  });

  it('is refused with what would mend it: without a key, at a private address, for no event', async () => {
    const server = await startTestServer({ acme: true, env: { WEBHOOK_ALLOW: '127.0.0.1' } });
    const create = async (input: object) => (await server.data<CreatedWebhook>(CREATE, { input })).createWebhook;
    expect((await create({ url: 'https://hooks.acme.com/' })).userErrors).toMatchObject([
      { code: 'UNAVAILABLE', message: expect.stringContaining('set WEBHOOK_KEY') as string },
    ]);
    const keyed = await startTestServer({ acme: true, env: { WEBHOOK_KEY: WEBHOOKS.WEBHOOK_KEY } });
    const refused = async (input: object) =>
      (await keyed.data<CreatedWebhook>(CREATE, { input })).createWebhook.userErrors;
    expect(await refused({ url: 'https://169.254.169.254/latest' })).toMatchObject([
      { code: 'BAD_USER_INPUT', path: ['input', 'url'], message: expect.stringContaining('WEBHOOK_ALLOW') as string },
    ]);
    expect(await refused({ url: 'https://hooks.acme.com/', events: [] })).toMatchObject([
      { path: ['input', 'events'] },
    ]);
    expect(await refused({ url: 'https://hooks.acme.com/', after: 'WzFd' })).toEqual([]);
    expect(await refused({ url: 'https://hooks.acme.com/', after: 'Wzk5OTk5OV0' })).toMatchObject([
      { path: ['input', 'after'] },
    ]);
    expect((await keyed.data<{ webhooks: object }>('{ webhooks { totalCount } }')).webhooks).toEqual({ totalCount: 1 });
  });
});
