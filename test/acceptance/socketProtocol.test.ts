import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { atEnd } from '../support/atEnd.js';
import { follow, until } from '../support/follow.js';
import { rawSocket } from '../support/rawSocket.js';
import { startTestServer, type TestServer } from '../support/server.js';

const FOLLOW = { query: 'subscription { contractChanged { cursor } }' };

/** The code and the reason with which the server closes a socket that says this. */
async function closing(server: TestServer, protocol: string | undefined, ...said: readonly unknown[]) {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, protocol);
  atEnd(() => socket.terminate());
  await once(socket, 'open');
  for (const each of said) socket.send(typeof each === 'string' ? each : JSON.stringify(each));
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
  return [code, reason.toString('utf8')];
}

describe('graphql-transport-ws', () => {
  it('closes a socket that does not keep to it, with the code and the reason that it names', async () => {
    const server = await startTestServer();
    const speaking = (...said: readonly unknown[]) => closing(server, 'graphql-transport-ws', ...said);
    const begin = { type: 'connection_init' };
    expect(await speaking('no JSON')).toEqual([4400, 'Invalid message received']);
    expect(await speaking(begin, { type: 'unheard' })).toEqual([4400, 'Invalid message received']);
    expect(await speaking({ type: 'connection_ack' })).toEqual([4400, 'Invalid message received']);
    expect(await speaking({ id: '1', type: 'subscribe', payload: FOLLOW })).toEqual([4401, 'Unauthorized']);
    expect(await closing(server, undefined, begin)).toEqual([4406, 'Subprotocol not acceptable']);
    expect(await speaking()).toEqual([4408, 'Connection initialisation timeout']);
    expect(await speaking(begin, begin)).toEqual([4429, 'Too many initialisation requests']);
    expect(server.followers()).toBe(0);
  });

  it('has one operation under an id at a time, and frees it when the client or the server completes it', async () => {
    const server = await startTestServer();
    const socket = await rawSocket(server);
    const types = (): unknown[] =>
      socket.texts
        .map((each) => (JSON.parse(each) as { type: unknown }).type)
        .filter((each) => each !== 'connection_ack');
    socket.say({ id: '1', type: 'subscribe', payload: FOLLOW });
    await until(() => server.followers() === 1);
    socket.say({ id: '1', type: 'complete' });
    await until(() => server.followers() === 0);
    for (let each = 0; each < 2; each += 1) {
      socket.say({ id: '1', type: 'subscribe', payload: { query: '{ __typename }' } });
      await until(() => types().length === 2 * (each + 1));
    }
    socket.say({ type: 'ping', payload: { at: 1 } });
    await until(() => types().length === 5);
    expect(types()).toEqual(['next', 'complete', 'next', 'complete', 'pong']);
    for (let each = 0; each < 2; each += 1) socket.say({ id: '2', type: 'subscribe', payload: FOLLOW });
    expect([await socket.closed, await socket.reason]).toEqual([4409, 'Subscriber for 2 already exists']);
    await until(() => server.followers() === 0);
  });

  it('lets go of everything when the client is gone', async () => {
    const server = await startTestServer();
    const client = server.webSocket();
    for (const domain of ['sales', 'marketing'])
      follow(client, `subscription { productPublished(domain: "${domain}") { fqn } }`);
    await until(() => server.followers() === 2);
    await client.dispose();
    await until(() => server.followers() === 0);
  });
});
