import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createActions } from '../../src/actions/createActions.js';
import { campaignAttribution, mustPublish } from '../support/acme.js';
import { atEnd } from '../support/atEnd.js';
import { follow, until } from '../support/follow.js';
import { rawSocket } from '../support/rawSocket.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** A message of some 10 MB: more than the network between the two takes by itself. */
const WIDE = Array.from({ length: 100 }, (_, each) => `${'x'.repeat(100_000)}${each}: path`).join(' ');
const SUBSCRIPTION = `subscription { contractChanged { cursor ${WIDE} } }`;

const start = (): Promise<TestServer> => startTestServer({ acme: true, env: { SLOW_CLIENT_SECONDS: '2' } });

/** Publishes versions of the port that sales reads, each with one column more. */
async function publish({ db }: TestServer, versions: readonly number[]): Promise<void> {
  const kit = { db, clock: { now: () => new Date() }, actor: { name: null }, registry: { base: null } };
  for (const version of versions)
    await mustPublish(
      createActions(kit),
      campaignAttribution(`1.${5 + version}.0`, (names) => {
        for (let each = 1; each <= version; each += 1) names[`extra_${each}`] = { type: 'string' };
      }),
    );
}

async function feed(server: TestServer): Promise<string[]> {
  const query = '{ contractChanges(last: 500) { nodes { cursor } } }';
  const { contractChanges } = await server.data<{ contractChanges: { nodes: { cursor: string }[] } }>(query);
  return contractChanges.nodes.map(({ cursor }) => cursor);
}

const isCut = (server: TestServer) => (): boolean =>
  server.logged.some(({ msg }) => msg === 'a slow client was cut off');

/** What is sent from a cursor on. */
async function resumed(server: TestServer, after: string, count: number): Promise<string[]> {
  const query = 'subscription ($after: Cursor) { contractChanged(after: $after) { cursor } }';
  const events = await follow<{ cursor: string }>(server.webSocket(), query, { after }).atLeast(count);
  return events.map(({ cursor }) => cursor);
}

describe('a client that takes nothing of what is sent', () => {
  it('is cut off its WebSocket with a code and the cursor to resume from; one message was kept for it', async () => {
    const server = await start();
    const before = (await feed(server)).length;
    const socket = await rawSocket(server);
    socket.say({ id: '1', type: 'subscribe', payload: { query: SUBSCRIPTION } });
    await until(() => server.followers() === 1);
    socket.pause();
    await publish(server, [1, 2, 3, 4]);
    await until(isCut(server));
    socket.goOn();
    expect(await socket.closed).toBe(4413);
    const [, after = ''] = /^SLOW_CONSUMER: .*resume with after: "([^"]+)"$/.exec(await socket.reason) ?? [];
    const committed = (await feed(server)).slice(before);
    const got = socket.texts.flatMap((each) => /"cursor":"([^"]+)"/.exec(each)?.[1] ?? []);
    expect([committed.length > 3, got, after]).toEqual([true, committed.slice(0, 1), committed[0]]);
    expect(await resumed(server, after, committed.length - 1)).toEqual(committed.slice(1));
  });

  it('is cut off its stream of events by an error with the cursor', async () => {
    const server = await start();
    const before = (await feed(server)).length;
    const socket = connect(server.portNumber, '127.0.0.1').pause();
    atEnd(() => void socket.destroy());
    const body = JSON.stringify({ query: SUBSCRIPTION });
    socket.write(
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\n' +
        `Content-Length: ${body.length}\r\n\r\n${body}`,
    );
    await until(() => server.followers() === 1);
    await publish(server, [1, 2, 3, 4]);
    await until(isCut(server));
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
    socket.resume();
    await until(() => text.includes('event: complete'));
    const [, after = ''] = /"after":"([^"]+)","code":"SLOW_CONSUMER"/.exec(text.slice(-2_000)) ?? [];
    const committed = (await feed(server)).slice(before);
    const got = [...text.matchAll(/"cursor":"([^"]+)"/g)].map(([, cursor]) => cursor);
    expect([got, after]).toEqual([committed.slice(0, 1), committed[0]]);
    expect(await resumed(server, after, committed.length - 1)).toEqual(committed.slice(1));
  });

  it('is dropped where it does not take that either, and holds back nobody meanwhile', async () => {
    const server = await start();
    const socket = await rawSocket(server);
    socket.say({ id: '1', type: 'subscribe', payload: { query: SUBSCRIPTION } });
    await until(() => server.followers() === 1);
    socket.pause();
    const other = follow<{ cursor: string }>(server.webSocket(), 'subscription { contractChanged { cursor } }');
    await until(() => server.followers() === 2);
    await publish(server, [1, 2]);
    await other.atLeast(2);
    await until(() => server.followers() === 1);
    expect(isCut(server)()).toBe(true);
  });
});
