import { beforeAll, describe, expect, it } from 'vitest';
import { lastSeq } from '../../src/entities/reads/events.js';
import { campaignAttribution } from '../support/acme.js';
import { askAs, BOOTSTRAP, tokenFor } from '../support/as.js';
import { databases } from '../support/databases.js';
import { until } from '../support/follow.js';
import { startReceiver } from '../support/receiver.js';
import { runFloe } from '../support/runFloe.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { CREATE, WEBHOOKS } from '../support/webhooks.js';

const PORT = 'marketing.campaign-attribution.customer_interactions';
const CHANGED = 'follow { since notify unseen lastSeen } userErrors { code path message }';
const FOLLOW = `mutation ($input: FollowInput!) { follow(input: $input) { ${CHANGED} } }`;
const UNFOLLOW = `mutation ($input: FollowInput!) { unfollow(input: $input) { ${CHANGED} } }`;
const FOLLOWING = `{ following(first: 50) { totalCount nodes { unseen notify lastSeen
  subject { __typename ... on Domain { name } ... on DataProduct { name: fqn } ... on OutputPort { name: fqn } } } } }`;
const PUBLISH = `mutation ($input: CompileProductInput!) { publishProduct(input: $input) { product { version } userErrors { message } } }`;

interface Changed {
  readonly follow: { readonly since: string; readonly unseen: number; readonly notify: string } | null;
  readonly userErrors: readonly { readonly code: string; readonly path: string[]; readonly message: string }[];
}
interface Followed {
  readonly unseen: number;
  readonly notify: string;
  readonly lastSeen: string;
  readonly subject: { readonly __typename: string; readonly name: string };
}

describe.each(databases)('following on %s', (dialect) => {
  let server: TestServer;
  let marketing: string;
  let anna: string;
  beforeAll(async () => {
    const env = { AUTH: 'tokens', BOOTSTRAP_TOKEN: BOOTSTRAP, ...WEBHOOKS };
    server = await startTestServer({ dialect, acme: true, lasting: true, env });
    marketing = await tokenFor(server.url, 'marketing-ci', ['publish', 'compile'], ['marketing']);
    anna = await tokenFor(server.url, 'anna', ['publish'], ['sales']);
  });

  const changed = async (verb: 'follow' | 'unfollow', token: string, input: object): Promise<Changed> => {
    const { data, errors } = await askAs(server.url, token, verb === 'follow' ? FOLLOW : UNFOLLOW, { input });
    expect(errors).toBeUndefined();
    return data?.[verb] as Changed;
  };
  const following = async (token: string): Promise<readonly Followed[]> =>
    ((await askAs(server.url, token, FOLLOWING)).data?.['following'] as { nodes: Followed[] }).nodes;
  const unseen = async (token: string): Promise<Record<string, number>> =>
    Object.fromEntries((await following(token)).map((each) => [each.subject.name, each.unseen]));
  const publish = async (version: string, more: readonly string[]): Promise<void> => {
    const input = campaignAttribution(version, (columns) => {
      for (const column of more) columns[column] = { type: 'string' };
    });
    const { data } = await askAs(server.url, marketing, PUBLISH, { input });
    expect(data).toEqual({ publishProduct: { product: { version }, userErrors: [] } });
  };

  it('counts what happened since the last visit, of domains, products and ports alike', async () => {
    const names = ['marketing', 'sales', 'marketing.campaign-attribution', 'sales.customer-360', PORT, 'finance'];
    for (const fqn of names) {
      const { follow, userErrors } = await changed('follow', anna, { fqn });
      expect([follow?.unseen, follow?.notify, userErrors]).toEqual([0, 'NONE', []]);
    }
    const before = await lastSeq(server.db);
    await publish('1.6.0', ['one_more']);
    const events = (await lastSeq(server.db)) - before;
    expect(await unseen(anna)).toEqual({
      marketing: events,
      // The change of the contract that it consumes under.
      sales: 1,
      'marketing.campaign-attribution': events,
      'sales.customer-360': 1,
      [PORT]: events,
      finance: 0,
    });
    expect((await following(anna)).map(({ subject }) => subject.__typename)).toEqual([
      ...['Domain', 'Domain', 'DataProduct', 'DataProduct', 'OutputPort', 'Domain'],
    ]);
  });

  it('marks a visit by following again, and follows no more', async () => {
    const { follow } = await changed('follow', anna, { fqn: PORT });
    expect(follow?.unseen).toBe(0);
    expect((await unseen(anna))[PORT]).toBe(0);
    expect((await unseen(anna))['marketing']).toBeGreaterThan(0);
    expect((await changed('unfollow', anna, { fqn: PORT })).userErrors).toEqual([]);
    expect(Object.keys(await unseen(anna))).not.toContain(PORT);
    expect((await changed('unfollow', anna, { fqn: PORT })).userErrors).toMatchObject([
      { code: 'NOT_FOUND', path: ['input', 'fqn'] },
    ]);
  });

  it('is each one’s own, in two statements however much is followed, and stands in the audit log', async () => {
    expect(await following(marketing)).toEqual([]);
    const { statements } = await server.db.countStatements(() => following(anna));
    const reads = statements.filter((each) => /\bfollows\b|contract_changes/.test(each));
    expect(reads).toHaveLength(3); // the page, its count, what is unseen of all
    const AUDIT =
      '{ auditEvents(filter: { verbs: ["follow", "unfollow"] }, last: 1) { nodes { actor verb subject outcome } } }';
    const { data } = await askAs(server.url, BOOTSTRAP, AUDIT);
    expect(data?.['auditEvents']).toEqual({
      nodes: [{ actor: 'anna', verb: 'unfollow', subject: PORT, outcome: 'NOT_FOUND' }],
    });
  });

  it('refuses in words whom nobody knows, what is not there, and to tell by no webhook', async () => {
    for (const query of [FOLLOWING, FOLLOW]) {
      const { errors } = await askAs(server.url, null, query, { input: { fqn: 'sales' } });
      expect(errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    }
    expect((await changed('follow', anna, { fqn: 'sales.custmer-360' })).userErrors).toMatchObject([
      { code: 'NOT_FOUND', message: expect.stringContaining('sales.customer-360') as string },
    ]);
    expect((await changed('follow', anna, { fqn: 'sales', notify: 'WEBHOOK' })).userErrors).toMatchObject([
      { code: 'BAD_USER_INPUT', path: ['input', 'notify'] },
    ]);
    const open = await startTestServer({ dialect, acme: true });
    const { follow } = await open.data<{ follow: Changed }>(FOLLOW, { input: { fqn: 'sales' } });
    expect(follow.userErrors).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
  });

  it('has the webhooks of who follows tell of it, besides what their filter asks for', async () => {
    const receiver = await startReceiver();
    const otto = await tokenFor(server.url, 'otto', ['publish'], ['finance']);
    const input = { url: receiver.url, filter: { domains: ['risk'] } };
    const { data } = await askAs(server.url, otto, CREATE, { input });
    expect(data?.['createWebhook']).toMatchObject({ userErrors: [] });
    const fqn = 'marketing.campaign-attribution';
    expect((await changed('follow', otto, { fqn, notify: 'WEBHOOK' })).follow).toMatchObject({ notify: 'WEBHOOK' });
    await publish('1.7.0', ['one_more', 'two_more']);
    await until(() => receiver.taken.length > 0);
    expect(JSON.stringify(receiver.taken.map(({ json }) => json))).toContain('campaign-attribution');
  });

  it.runIf(dialect === 'sqlite')('is asked for on the command line', async () => {
    const floe = (...args: string[]) => runFloe(server.url, args, undefined, undefined, { FLOE_TOKEN: anna });
    expect((await floe('follow', 'risk')).stdout).toBe('You follow risk; what comes from now on counts as unseen.\n');
    expect((await floe('following')).stdout).toMatch(
      /^KIND +NAME +UNSEEN +NOTIFY +SINCE\n(.*\n)*domain +risk +0 +none/,
    );
    expect((await floe('unfollow', 'risk')).stdout).toBe('You follow risk no more.\n');
    expect((await floe('unfollow', 'risk')).stderr).toContain('You do not follow "risk"');
  });
});
