import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient, type Client, type ExecutionResult } from 'graphql-sse';
import { beforeEach, describe, expect, it } from 'vitest';
import { createActions } from '../../src/actions/createActions.js';
import { campaignAttribution, mustPublish } from '../support/acme.js';
import { atEnd } from '../support/atEnd.js';
import { databases } from '../support/databases.js';
import { until } from '../support/follow.js';
import { startTestServer, type TestServer } from '../support/server.js';

interface Change {
  readonly contractChanged: { readonly cursor: string; readonly path: string };
}

const CHANGES = 'subscription ($after: Cursor) { contractChanged(after: $after) { cursor path } }';
const FEED = 'query ($after: Cursor) { contractChanges(after: $after, first: 500) { nodes { cursor path } } }';

const asEvents = (server: TestServer, query: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query }),
  });

describe.each(databases)('GraphQL over SSE, on %s', (dialect) => {
  let server: TestServer;
  beforeEach(async () => {
    // Who pauses here goes on, however busy the machine is meanwhile.
    server = await startTestServer({ dialect, acme: true, env: { SLOW_CLIENT_SECONDS: '3600' } });
  });

  /** Publishes one more version of the port that sales reads, with one column more. */
  async function publish(number: number): Promise<void> {
    const { db } = server;
    const actions = createActions({
      db,
      clock: { now: () => new Date() },
      actor: { name: null },
      registry: { base: null },
    });
    const request = campaignAttribution(`1.${5 + number}.0`, (names) => {
      for (let each = 1; each <= number; each += 1) names[`extra_${each}`] = { type: 'string' };
    });
    await mustPublish(actions, request);
  }

  const feed = async (after: string | null = null): Promise<Change['contractChanged'][]> =>
    (await server.data<{ contractChanges: { nodes: Change['contractChanged'][] } }>(FEED, { after })).contractChanges
      .nodes;

  function clientOf(): Client {
    const client = createClient({ url: `${server.url}/graphql`, retryAttempts: 0 });
    atEnd(() => client.dispose());
    return client;
  }

  /** So many changes, as they come. */
  async function take(events: AsyncIterator<ExecutionResult<Change, unknown>>, count: number) {
    const changes: Change['contractChanged'][] = [];
    while (changes.length < count) {
      const { value } = await events.next();
      changes.push((value as ExecutionResult<Change, unknown>).data!.contractChanged);
    }
    return changes;
  }

  it('streams what commits, in order, and after a cursor what was missed, then what comes', async () => {
    const before = (await feed()).at(-1)?.cursor ?? null;
    const live = clientOf().iterate<Change>({ query: CHANGES });
    const coming = live.next();
    await until(() => server.followers() === 1);
    await publish(1);
    const first = (await coming).value as ExecutionResult<Change, unknown>;
    expect([first.data?.contractChanged]).toEqual((await feed(before)).slice(0, 1));

    await publish(2);
    const again = clientOf().iterate<Change>({ query: CHANGES, variables: { after: before } });
    const missed = await feed(before);
    expect(await take(again, missed.length)).toEqual(missed);
    await publish(3);
    const all = await feed(before);
    expect(all.length).toBeGreaterThan(missed.length);
    expect(await take(again, all.length - missed.length)).toEqual(all.slice(missed.length));
  });

  it('forgets a client that has gone', async () => {
    const controller = new AbortController();
    const { url } = server;
    const response = await fetch(
      `${url}/graphql?query=${encodeURIComponent('subscription{contractChanged{cursor}}')}`,
      {
        headers: { accept: 'text/event-stream' },
        signal: controller.signal,
      },
    );
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    await until(() => server.followers() === 1);
    controller.abort();
    await until(() => server.followers() === 0);
  });

  it('cuts a stream off when it stops, without calling it complete: the client is to ask again', async () => {
    const response = await asEvents(server, 'subscription { contractChanged { cursor } }');
    await until(() => server.followers() === 1);
    const [text] = await Promise.all([response.text(), server.close()]);
    expect(text).not.toContain('event: complete');
  });

  it('reads once what a client is behind with, also for one that does not read, and goes on when it does', async () => {
    for (let number = 1; number <= 4; number += 1) await publish(number);
    const [first, ...missed] = await feed();
    const wide = Array.from({ length: 100 }, (_, each) => `${'x'.repeat(100_000)}${each}: path`).join(' ');
    const query = `subscription { contractChanged(after: "${first?.cursor}") { contract { name } ${wide} } }`;
    const body = JSON.stringify({ query });
    const socket = connect(server.portNumber, '127.0.0.1').pause();
    atEnd(() => void socket.destroy());
    const ofContracts = (statements: readonly string[]): number =>
      statements.filter((each) => /\bcontracts\b/.test(each)).length;

    const held = await server.db.countStatements(async () => {
      socket.write(
        'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\n' +
          `Content-Length: ${body.length}\r\n\r\n${body}`,
      );
      await until(() => socket.bytesWritten > body.length && server.followers() === 1);
      await pause(500);
    });
    const read = await server.db.countStatements(async () => {
      let text = '';
      socket.setEncoding('latin1').on('data', (chunk: string) => (text = (text + chunk).slice(-200_000)));
      socket.resume();
      await until(() => text.includes(`"${missed.at(-1)?.path}"}}}`) && socket.bytesRead > missed.length * 10_000_000);
    });
    expect([missed.length > 3, ofContracts(held.statements), ofContracts(read.statements)]).toEqual([true, 1, 0]);
  });
});

describe('an operation asked for as events', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ acme: true });
  });

  it.each([
    ['a query', '{ product(fqn: "sales.customer-360") { fqn } }', { data: { product: { fqn: 'sales.customer-360' } } }],
    ['a document that does not parse', '{', { errors: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] }],
    ['a document that is not valid', '{ no }', { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] }],
    [
      'a cursor of nowhere',
      'subscription { contractChanged(after: "zzz") { cursor } }',
      { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    ],
  ])('%s is one event, and the end', async (_what, query, expected) => {
    const response = await asEvents(server, query);
    const text = await response.text();
    const [, next] = /^:\n\nevent: next\ndata: (.*)\n\nevent: complete\ndata:\n\n$/.exec(text) ?? [];
    expect(JSON.parse(next ?? text)).toMatchObject(expected);
  });

  it('is answered as JSON where the client would rather have that, and it is no subscription', async () => {
    const response = await asEvents(server, '{ __typename }', { accept: 'application/json, text/event-stream;q=0.5' });
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
    const streamed = await asEvents(server, 'subscription { contractChanged(after: "zzz") { cursor } }', {
      accept: 'application/json, text/event-stream;q=0.5',
    });
    expect(await streamed.text()).toContain('event: next');
  });

  it('writes nothing by GET', async () => {
    const query = encodeURIComponent(
      'mutation { retireProduct(input: { fqn: "sales.customer-360", reason: "x" }) { userErrors { code } } }',
    );
    const response = await fetch(`${server.url}/graphql?query=${query}`, { headers: { accept: 'text/event-stream' } });
    expect(await response.text()).toContain('A mutation is asked for by POST.');
  });

  it('is refused where a form of another site could send it', async () => {
    const response = await asEvents(server, '{ __typename }', { 'content-type': 'text/plain' });
    expect(response.status).toBe(400);
  });
});
