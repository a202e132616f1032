import { describe, expect, it } from 'vitest';
import { BOOTSTRAP, tokenFor } from '../support/as.js';
import { startTestServer } from '../support/server.js';

const port = 'sales.customer-360.customers';
const event = (more: object = {}): object => ({
  eventType: 'COMPLETE',
  eventTime: '2026-01-15T12:00:00Z',
  producer: 'https://example.com/producer',
  run: { runId: '019127df-0850-72bc-b214-b255290588a6' },
  job: { namespace: 'airflow', name: 'customers.load' },
  outputs: [{ namespace: 'snowflake://acme', name: 'SALES.GOLD.CUSTOMERS' }],
  ...more,
});

const post = (url: string, path: string, body: unknown, token?: string): Promise<Response> =>
  fetch(new URL(path, url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('the doors of tools', () => {
  it('takes an event of OpenLineage with 201, a batch with what failed, and refuses in words', async () => {
    const { url, ask } = await startTestServer({ acme: true });
    const one = await post(url, '/api/v1/lineage', event());
    expect([one.status, await one.text()]).toEqual([201, '']);
    const wrong = await post(url, '/api/v1/lineage', event({ eventTime: 'yesterday' }));
    expect([wrong.status, await wrong.json()]).toMatchObject([
      400,
      { errors: [{ message: expect.stringContaining('eventTime'), extensions: { code: 'BAD_USER_INPUT' } }] },
    ]);
    const many = await post(url, '/api/v1/lineage/batch', [
      event(),
      7,
      event({ eventTime: '2099-01-01T00:00:00Z', run: { runId: 'x' } }),
    ]);
    expect([many.status, await many.json()]).toMatchObject([
      200,
      {
        status: 'partial_success',
        summary: { received: 3, successful: 1, failed: 2 },
        failed_events: [
          { index: 1, reason: 'An event must be a JSON object.' },
          { index: 2, reason: expect.stringContaining('yet to come') },
        ],
      },
    ]);
    expect((await post(url, '/api/v1/lineage', '{"eventTime":')).status).toBe(400);
    expect(
      (
        await post(
          url,
          '/api/v1/lineage',
          Array.from({ length: 1_001 }, () => 0),
        )
      ).status,
    ).toBe(413);
    const seen = await ask(`{ observations(port: "${port}") { edges { node { objective observed source } } } }`);
    expect(seen.data).toEqual({
      observations: {
        edges: [
          { node: { objective: 'AVAILABILITY', observed: 'up', source: 'openlineage' } },
          { node: { objective: 'FRESHNESS', observed: '0s', source: 'openlineage' } },
        ],
      },
    });
  });

  it('asks who sends, and lets nobody speak of ports that are not his', async () => {
    const { url } = await startTestServer({ acme: true, env: { AUTH: 'tokens', BOOTSTRAP_TOKEN: BOOTSTRAP } });
    const monitor = await tokenFor(url, 'probe', ['monitor']);
    const marketing = await tokenFor(url, 'marketing-ci', ['publish'], ['marketing']);
    expect((await post(url, '/api/v1/lineage', event())).status).toBe(401);
    expect((await post(url, '/api/v1/lineage', event(), marketing)).status).toBe(403);
    expect((await post(url, '/api/v1/lineage', event(), monitor)).status).toBe(201);
  });
});
