import { createClient, type Client } from 'graphql-ws';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { campaignAttribution } from '../support/acme.js';
import { askAs, BOOTSTRAP, createToken, tokenFor } from '../support/as.js';
import { atEnd } from '../support/atEnd.js';
import { databases } from '../support/databases.js';
import { startTestServer, type TestServer } from '../support/server.js';

const PUBLISH = `mutation ($input: CompileProductInput!) { publishProduct(input: $input) { product { fqn publishedBy } userErrors { code } } }`;
const VIEWER = '{ viewer { name kind } }';

const start = (dialect: (typeof databases)[number] = 'sqlite', env: object = {}): Promise<TestServer> =>
  startTestServer({ dialect, acme: true, env: { AUTH: 'tokens', BOOTSTRAP_TOKEN: BOOTSTRAP, ...env } });

interface Closed {
  readonly code: number;
  readonly reason: string;
}

/** A client, and how its socket was closed. */
function connect(url: string, connectionParams?: Record<string, unknown>): { client: Client; closed: Promise<Closed> } {
  let onClosed: (event: Closed) => void = () => undefined;
  const closed = new Promise<Closed>((resolve) => (onClosed = resolve));
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    // The socket stays until the server closes it.
    lazy: false,
    onNonLazyError: () => undefined,
    connectionParams,
    on: { closed: (event) => onClosed(event as Closed) },
  });
  atEnd(() => client.dispose());
  return { client, closed };
}

async function one(client: Client, query: string, variables: Record<string, unknown> = {}): Promise<unknown> {
  for await (const result of client.iterate({ query, variables })) return result;
  throw new Error('nothing came');
}

const bearer = (secret: string): Record<string, string> => ({ Authorization: `Bearer ${secret}` });

/** Publishes versions of the product that sales reads, each with one more column. */
async function publishVersion(url: string, secret: string, nth: number): Promise<void> {
  const input = campaignAttribution(`1.${nth + 5}.0`, (columns) => {
    for (let each = 1; each <= nth; each += 1) columns[`c${each}`] = { type: 'string' };
  });
  const { data, errors } = await askAs(url, secret, PUBLISH, { input });
  if (errors) throw new Error(JSON.stringify([errors, data]));
}

describe('a socket', () => {
  it('is that of whoever says so in connection_init', async () => {
    const { url } = await start();
    const secret = await tokenFor(url, 'sales-ci', ['publish'], ['sales']);
    for (const params of [bearer(secret), { authorization: `Bearer ${secret}` }])
      expect(await one(connect(url, params).client, VIEWER)).toEqual({
        data: { viewer: { name: 'sales-ci', kind: 'TOKEN' } },
      });
    expect(await one(connect(url).client, VIEWER)).toEqual({ data: { viewer: { name: null, kind: 'ANONYMOUS' } } });
  });

  it('is closed with 4403 and the reason for credentials that do not hold', async () => {
    const { url } = await start();
    const { client, closed } = connect(url, bearer('floe_nonsense'));
    await expect(one(client, VIEWER)).rejects.toMatchObject({ code: 4403 });
    expect(await closed).toMatchObject({ code: 4403, reason: 'The API token is not known here.' });
  });

  it('is closed with 4403 for who does not say who he is, where nobody may read so', async () => {
    const { url } = await start('sqlite', { ANONYMOUS: 'refuse' });
    await expect(one(connect(url).client, VIEWER)).rejects.toMatchObject({ code: 4403 });
  });

  it('may do what its caller may, and no more; the audit log says that it was him', async () => {
    const { url } = await start();
    const secret = await tokenFor(url, 'marketing-ci', ['publish'], ['marketing']);
    const input = campaignAttribution('1.6.0', () => undefined);
    const mine = await one(connect(url, bearer(secret)).client, PUBLISH, { input });
    expect(mine).toMatchObject({ data: { publishProduct: { product: { publishedBy: 'marketing-ci' } } } });
    const nobodys = await one(connect(url).client, PUBLISH, { input });
    expect(nobodys).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    const query = '{ auditEvents(filter: {verbs: ["publishProduct"]}) { nodes { actor outcome requestId } } }';
    expect((await askAs(url, BOOTSTRAP, query)).data).toMatchObject({
      auditEvents: {
        nodes: [
          { actor: 'marketing-ci', outcome: 'done' },
          { actor: null, outcome: 'UNAUTHENTICATED' },
        ],
      },
    });
  });
});

describe.each(databases)('a subscription whose token comes to its end, on %s', (dialect) => {
  it('ends with UNAUTHENTICATED and the cursor of what it was told, which the reason of 4403 says too; nothing is lost', async () => {
    const { url } = await start(dialect);
    const publisher = await tokenFor(url, 'marketing-ci', ['publish'], ['marketing']);
    const { secret } = await createToken(url, { name: 'follower', scopes: ['read'], expiresIn: 'PT3S' });
    const { client, closed } = connect(url, bearer(secret ?? ''));
    const query = `subscription ($after: Cursor) { contractChanged(after: $after) { cursor path } }`;
    const told: { cursor: string; path: string }[] = [];
    let last: { message: string; extensions: Record<string, unknown> } | undefined;
    const ended = (async () => {
      for await (const { data, errors } of client.iterate<{ contractChanged: { cursor: string; path: string } }>({
        query,
      })) {
        if (data) told.push(data.contractChanged);
        last = errors?.[0] as typeof last;
      }
    })().catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await publishVersion(url, publisher, 1);
    const { code, reason } = await closed;
    await ended;
    expect(told.map(({ path }) => path)).toEqual(['columns.c1']);
    expect(code).toBe(4403);
    expect(last).toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
    const after = String(last?.extensions['after']);
    expect(reason).toContain(`after: "${after}"`);

    await publishVersion(url, publisher, 2);
    const resumed = await one(connect(url).client, query, { after });
    expect(resumed).toMatchObject({ data: { contractChanged: { path: 'columns.c2' } } });
  });
});

describe('a stream of events', () => {
  it('is that of whoever holds its token, and ends with the cursor when that ends', async () => {
    const { url } = await start();
    const publisher = await tokenFor(url, 'marketing-ci', ['publish'], ['marketing']);
    const { secret } = await createToken(url, { name: 'follower', scopes: ['read'], expiresIn: 'PT2S' });
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...bearer(secret ?? '') },
      body: JSON.stringify({ query: 'subscription { contractChanged { path } }' }),
    });
    expect(response.status).toBe(200);
    await publishVersion(url, publisher, 1);
    const told = await response.text();
    expect(told).toContain('columns.c1');
    expect(told).toMatch(/"code":"UNAUTHENTICATED"/);
    expect(told).toMatch(/"after":"\w+"/);
  });
});
