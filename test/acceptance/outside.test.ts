import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../src/entities/database.js';
import { sql } from '../../src/entities/sql.js';
import { atEnd } from '../support/atEnd.js';
import { newAcmeUrl } from '../support/acmeStore.js';
import { startServerProcess, type ServerProcess } from '../support/serverProcess.js';

const UPGRADE =
  'Host: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';

/** Request lines of which some are no address, some another path, some the right one with another protocol. */
const TARGETS = [
  '//',
  '/',
  'http://',
  'http://[',
  '//[::1',
  '*',
  '/graphql/',
  '/nothing',
  '/graphql?%',
  '/%E0%A4%A',
  'x:y',
];

const PRODUCT = '{ product(fqn: "sales.customer-360") { fqn } }';
const answer = { product: { fqn: 'sales.customer-360' } };

/** Sends a text and ends, by a reset where that is asked for. */
async function send(server: ServerProcess, text: string, reset: boolean): Promise<void> {
  const socket: Socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(text, 'latin1', () => {
    if (reset) socket.resetAndDestroy();
    else socket.resume().setTimeout(300, () => socket.destroy());
  });
  await closed;
}

describe('what a client sends', () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess(await newAcmeUrl('sqlite'));
  });
  afterAll(() => server.end('SIGTERM'));

  it.each([
    ['as an upgrade', (target: string) => `GET ${target} HTTP/1.1\r\n${UPGRADE}\r\n`],
    [
      'as an upgrade to another protocol',
      (target: string) => `GET ${target} HTTP/1.1\r\n${UPGRADE.replace('websocket', 'h2c')}\r\n`,
    ],
    [
      'as an upgrade without a key',
      (target: string) => `GET ${target} HTTP/1.1\r\n${UPGRADE.replace(/Sec-WebSocket-Key.*\r\n/, '')}\r\n`,
    ],
    [
      'as a request',
      (target: string) => `GET ${target} HTTP/1.1\r\nHost: localhost\r\nApollo-Require-Preflight: 1\r\n\r\n`,
    ],
    [
      'as a request without a host',
      (target: string) => `POST ${target} HTTP/1.1\r\nContent-Length: 9\r\n\r\n{"a": "b"`,
    ],
    ['as a tunnel', (target: string) => `CONNECT ${target} HTTP/1.1\r\nHost: localhost\r\n\r\n`],
    [
      'as half a request',
      (target: string) =>
        `POST ${target} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
    ],
  ])('%s, whatever its target, and then breaks off, ends nothing', async (_how, textOf) => {
    for (const reset of [true, false])
      await Promise.all(
        TARGETS.flatMap((target) => Array.from({ length: 5 }, () => send(server, textOf(target), reset))),
      );
    expect(await server.ask(PRODUCT)).toEqual(answer);
  });

  it('over WebSocket, in broken frames and broken messages, ends nothing but its socket', async () => {
    const start = `GET /graphql HTTP/1.1\r\n${UPGRADE}Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n`;
    const frames = [
      '\xff\xff\xff\xff',
      '\x81\x05hello',
      '\x81\xfe\x00',
      '\x88\x80\x00\x00\x00\x00',
      '\x81\x82\x00\x00\x00\x00{}',
    ];
    for (const reset of [true, false]) await Promise.all(frames.map((frame) => send(server, start + frame, reset)));
    expect(await server.ask(PRODUCT)).toEqual(answer);
  });
});

describe('the database', () => {
  it('may end the connections of the server as often as it likes, while its pool grows too', async () => {
    const url = await newAcmeUrl('postgres');
    const server = await startServerProcess(url);
    atEnd(() => server.end('SIGTERM'));
    const operator = new pg.Client({ connectionString: url });
    await operator.connect();
    atEnd(() => operator.end());
    const end =
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';
    let ended = 0;
    for (let round = 0; round < 40; round += 1) {
      // Not kept by the server, so that each is asked of the store; a few at once make the pool grow.
      const asked = Array.from({ length: 12 }, (_, each) =>
        server
          .ask(`{ a${round}_${each}: products(first: ${each + 1}) { nodes { fqn models { totalCount } } } }`)
          .catch(() => null),
      );
      for (let each = 0; each < 4; each += 1) ended += (await operator.query(end)).rows.length;
      await Promise.all(asked);
    }
    expect(ended).toBeGreaterThan(200);
    expect(await server.ask(PRODUCT)).toEqual(answer);
  });

  it('may end a connection that is in use and asks nothing: what is asked next fails, and the next has another', async () => {
    const url = await newAcmeUrl('postgres');
    const db = await Database.open(url);
    atEnd(() => db.close());
    const operator = new pg.Client({ connectionString: url });
    await operator.connect();
    atEnd(() => operator.end());
    const one = sql`SELECT 1 AS "n"`;
    const held = db.reading(async (reader) => {
      const pid = sql`SELECT pg_backend_pid() AS "pid"`;
      const [row] = await reader.all<{ pid: number }>(pid);
      await operator.query('SELECT pg_terminate_backend($1)', [row?.pid]);
      await pause(200);
      return reader.all(one);
    });
    await expect(held).rejects.toThrow();
    expect(await db.all(one)).toEqual([{ n: 1 }]);
  });
});
