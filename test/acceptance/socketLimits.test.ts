import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { callerAddress } from '../../src/server/limits/callerAddress.js';
import { atEnd } from '../support/atEnd.js';
import { until } from '../support/follow.js';
import { rawSocket } from '../support/rawSocket.js';
import { startTestServer, type TestServer } from '../support/server.js';

const FEED = 'subscription { contractChanged { cursor } }';

describe('the operations of one WebSocket', () => {
  it('are no more at once than MAX_SUBSCRIPTIONS; one that has ended makes room', async () => {
    const server = await startTestServer({ env: { MAX_SUBSCRIPTIONS: '2' } });
    const socket = await rawSocket(server);
    const follow = (id: string): void => socket.say({ id, type: 'subscribe', payload: { query: FEED } });
    follow('1');
    follow('2');
    await until(() => server.followers() === 2);
    follow('3');
    expect(await socket.next()).toEqual({
      id: '3',
      type: 'error',
      payload: [
        {
          message:
            'Too many operations run over this WebSocket: 3, and 2 is allowed (MAX_SUBSCRIPTIONS). End some of them, or open another WebSocket.',
          extensions: { code: 'LIMIT_EXCEEDED', limit: 'MAX_SUBSCRIPTIONS', found: 3, allowed: 2 },
        },
      ],
    });
    socket.say({ id: '1', type: 'complete' });
    await until(() => server.followers() === 1);
    follow('4');
    await until(() => server.followers() === 2);
    expect(socket.texts).toHaveLength(2); // the acknowledgement, the refusal
  });

  it('are counted while they are carried out, also when the client does not wait for them', async () => {
    const server = await startTestServer({ env: { MAX_SUBSCRIPTIONS: '1' } });
    const socket = await rawSocket(server);
    const payload = { query: '{ products { totalCount } }' };
    socket.say({ id: '1', type: 'subscribe', payload });
    socket.say({ id: '1', type: 'complete' });
    socket.say({ id: '2', type: 'subscribe', payload });
    expect(await socket.next()).toMatchObject({ id: '2', payload: [{ extensions: { limit: 'MAX_SUBSCRIPTIONS' } }] });
    let nth = 2;
    await until(async () => {
      nth += 1;
      socket.say({ id: String(nth), type: 'subscribe', payload });
      return (await socket.next())['type'] === 'next';
    });
  });
});

/** How an upgrade was answered that was no WebSocket's. */
async function refusal({ url }: TestServer): Promise<{ status: number | undefined; body: string }> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  socket.on('error', () => undefined);
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
  expect(response.headers['retry-after']).toBe('5');
  return { status: response.statusCode, body: await text(response) };
}

describe('the WebSockets and event streams of one address', () => {
  const asEvents = async ({ url }: TestServer, query = FEED): Promise<Response> => {
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
    const controller = new AbortController();
    atEnd(() => controller.abort());
    return fetch(`${url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query }),
      signal: controller.signal,
    });
  };

  it('are no more at once than MAX_SOCKETS; one that is closed makes room', async () => {
    const server = await startTestServer({ env: { MAX_SOCKETS: '2' } });
    const first = await rawSocket(server);
    await asEvents(server);
    await until(() => server.followers() === 1);

    const { status, body } = await refusal(server);
    const extensions = { code: 'LIMIT_EXCEEDED', limit: 'MAX_SOCKETS', found: 3, allowed: 2 };
    expect([status, JSON.parse(body)]).toEqual([
      429,
      {
        errors: [
          { message: expect.stringMatching(/^This address holds 2 .* \(MAX_SOCKETS\)\. \w/) as string, extensions },
        ],
      },
    ]);
    const events = await (await asEvents(server)).text();
    expect(events).toContain('"limit":"MAX_SOCKETS"');
    expect(events).toContain('event: complete');

    first.cut();
    await until(async () => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      atEnd(() => socket.terminate());
      return new Promise<boolean>((resolve) => {
        socket.on('open', () => resolve(true));
        socket.on('error', () => resolve(false));
      });
    });
  });

  it('are given back by answers that end, and by upgrades that are none', async () => {
    const server = await startTestServer({ env: { MAX_SOCKETS: '1' } });
    for (let nth = 1; nth <= 5; nth += 1)
      await until(async () =>
        (await (await asEvents(server, '{ __typename }')).text()).includes('"__typename":"Query"'),
      );
    for (let nth = 1; nth <= 5; nth += 1) {
      const headers = { connection: 'upgrade', upgrade: 'websocket' };
      const asked = request(`${server.url}/graphql`, { headers }).on('error', () => undefined);
      asked.end();
      const [response] = (await once(asked, 'response')) as [IncomingMessage];
      response.resume();
    }
    await until(async () => (await (await asEvents(server, '{ __typename }')).text()).includes('"__typename":"Query"'));
  });
});

describe('the address that is counted', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['::ffff:10.0.0.7', '10.0.0.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2'],
    ['2001:db8::9', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
    [undefined, ''],
  ])('of %s is %s', (address, counted) => {
    expect(callerAddress(address)).toBe(counted);
  });
});
