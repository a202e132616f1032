import { beforeAll, describe, expect, it } from 'vitest';
import { campaignAttribution } from '../support/acme.js';
import { connectAgent, type Told } from '../support/agent.js';
import { askAs, BOOTSTRAP, tokenFor } from '../support/as.js';
import { startTestServer, type TestServer } from '../support/server.js';

const PORTS = ['sales.customer-360.customers', 'marketing.campaign-attribution.customer_interactions'];
const CONTRACT = 'marketing-to-sales-customer-interactions';
const SEEN = `query ($fqn: String!) { outputPort(fqn: $fqn) { fqn detailsHidden columns { name } } }`;

let server: TestServer;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  const env = {
    AUTH: 'tokens',
    BOOTSTRAP_TOKEN: BOOTSTRAP,
    READ_POLICY: 'grants',
    RATE_ANONYMOUS: '60000',
    MCP_WRITES: 'on',
  };
  const clock = { now: () => new Date('2026-01-15T13:00:00.000Z') };
  server = await startTestServer({ acme: true, lasting: true, env, clock });
  for (const domain of ['sales', 'marketing', 'finance', 'risk'])
    tokens[domain] = await tokenFor(server.url, domain, ['publish', 'acknowledge'], [domain]);
});

describe('an agent', () => {
  it.each(['sales', 'marketing', 'finance', 'risk', null])('sees what the API shows %s', async (domain) => {
    const token = domain === null ? null : (tokens[domain] ?? '');
    const { client, call } = await connectAgent(server.url, 'http', token);
    const { results } = await call<Told>('port', { fqns: PORTS });
    for (const [index, fqn] of PORTS.entries()) {
      const { data } = await askAs(server.url, token, SEEN, { fqn });
      expect(results[index]).toMatchObject(data?.['outputPort'] as object);
    }
    expect(results.map((each) => each['detailsHidden'])).toEqual(
      {
        sales: [false, false],
        marketing: [false, false],
        finance: [false, true],
      }[String(domain)] ?? [true, true],
    );
    await client.close();
  });

  it('is turned away with credentials that do not hold, and from a page of elsewhere', async () => {
    await expect(connectAgent(server.url, 'http', 'floe_wrong')).rejects.toThrow();
    const headers = { 'content-type': 'application/json', origin: 'https://elsewhere.example' };
    const { status } = await fetch(`${server.url}/mcp`, { method: 'POST', headers, body: '{}' });
    expect(status).toBe(403);
  });

  it('is held to the limits of the API, and told of it as of its own asking', async () => {
    const { client, refusal, call } = await connectAgent(server.url);
    await call('search', { texts: ['customer'] });
    const several = { texts: ['a', 'b', 'c', 'd', 'e', 'f'] };
    const { results } = await call<Told<{ error?: object }>>('search', several);
    expect(results.at(-1)?.error).toMatchObject({ whose: 'caller', code: 'RATE_LIMITED', limit: 'RATE_ANONYMOUS' });
    expect(await refusal('search', { texts: ['a'] })).toMatchObject({ retryAfterMs: expect.any(Number) as number });
    await client.close();
  });
});

describe('with MCP_WRITES=on', () => {
  const { source, files } = campaignAttribution('2.0.0', (names) => delete names['campaign_id']);
  const ANNOUNCED = `{ contract(name: "${CONTRACT}") { announced { response note respondedBy announcement { version } } } }`;
  const announced = async (): Promise<unknown> =>
    ((await askAs(server.url, BOOTSTRAP, ANNOUNCED)).data?.['contract'] as { announced: unknown }).announced;

  it('a version is announced and answered, each after a preview, by those who may', async () => {
    const provider = await connectAgent(server.url, 'http', tokens['marketing']);
    const consumer = await connectAgent(server.url, 'http', tokens['sales']);
    const { tools } = await provider.client.listTools();
    expect(tools.filter(({ annotations }) => !annotations?.readOnlyHint).map(({ name }) => name)).toEqual([
      'acknowledge',
      'announce',
    ]);

    interface Preview {
      readonly done: boolean;
      readonly token: string;
      readonly preview: object;
    }
    const first = await provider.call<Preview>('announce', { source, files });
    expect(first).toMatchObject({
      done: false,
      preview: { requiredVersion: '2.0.0', consumers: [{ verdict: 'BREAKING' }] },
    });
    expect(await announced()).toBeNull();
    const other = source.replace('version: "2.0.0"', 'version: "2.0.1"');
    expect(await provider.refusal('announce', { source: other, files, token: first.token })).toMatchObject({
      whose: 'caller',
      code: 'CONFLICT',
    });
    expect(await consumer.refusal('announce', { source, files, token: first.token })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await announced()).toBeNull();
    const made = await provider.call('announce', { source, files, token: first.token });
    expect(made).toMatchObject({ done: true, announcement: { version: '2.0.0' } });

    const answer = { contract: CONTRACT, response: 'MIGRATING', note: 'Until Friday.' };
    const seen = await consumer.call<Preview>('acknowledge', answer);
    expect(seen).toMatchObject({ done: false, preview: { wouldAnswer: 'MIGRATING' } });
    expect(await announced()).toMatchObject({ response: null });
    expect(await provider.refusal('acknowledge', { ...answer, token: seen.token })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await consumer.call('acknowledge', { ...answer, token: seen.token })).toMatchObject({ done: true });
    expect(await announced()).toEqual({
      response: 'MIGRATING',
      note: 'Until Friday.',
      respondedBy: 'sales',
      announcement: { version: '2.0.0' },
    });
    const audit = await askAs(server.url, BOOTSTRAP, '{ auditEvents(last: 20) { nodes { actor verb outcome } } }');
    expect(JSON.stringify(audit)).toMatch(
      /"actor":"marketing","verb":"announceProduct".*"actor":"sales","verb":"acknowledgeChange"/,
    );
    await provider.client.close();
    await consumer.client.close();
  });
});
