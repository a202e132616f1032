import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { Database } from '../../src/entities/database.js';
import { sql } from '../../src/entities/sql.js';
import { built } from '../support/built.js';
import { databases } from '../support/databases.js';
import { rawSocket } from '../support/rawSocket.js';
import { ask, root, startTestServer, type GraphQLAnswer, type TestServer } from '../support/server.js';

const json = async (url: string): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(url);
  return { status: response.status, body: await response.json() };
};

async function send(server: TestServer, body: string, headers: Record<string, string> = {}): Promise<Response> {
  const all = { 'content-type': 'application/json', ...headers };
  return fetch(`${server.url}/graphql`, { method: 'POST', headers: all, body });
}

describe.each(databases)('health on %s', (dialect) => {
  it('says that the process lives and that it can answer', async () => {
    const server = await startTestServer({ dialect });
    expect(await json(`${server.url}/healthz`)).toEqual({ status: 200, body: { status: 'ok' } });
    expect(await json(`${server.url}/readyz`)).toEqual({
      status: 200,
      body: { ready: true, store: 'reachable', pendingMigrations: 0, stopping: false },
    });
  });

  it('is not ready while a migration is pending', async () => {
    const server = await startTestServer({ dialect });
    await server.db.undoLastMigration();
    const { status, body } = await json(`${server.url}/readyz`);
    expect([status, body]).toMatchObject([503, { ready: false, pendingMigrations: 1 }]);
    await server.db.migrate();
    expect((await json(`${server.url}/readyz`)).status).toBe(200);
  });

  it('is not ready without its store, and says no more than that', async () => {
    const server = await startTestServer({ dialect });
    await server.db.close();
    const { status, body } = await json(`${server.url}/readyz`);
    expect([status, body]).toEqual([
      503,
      { ready: false, store: 'unreachable', pendingMigrations: null, stopping: false },
    ]);
  });
});

describe('bad input over HTTP', () => {
  it.each([
    ['a document that cannot be parsed', { query: '{' }, 'GRAPHQL_PARSE_FAILED'],
    ['a field that does not exist', { query: '{ nope }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['a variable that is missing', { query: 'query ($f: String!) { product(fqn: $f) { fqn } }' }, 'BAD_USER_INPUT'],
    ['a page larger than the limit', { query: '{ products(first: 501) { totalCount } }' }, 'BAD_USER_INPUT'],
    ['a cursor of nowhere', { query: '{ products(after: "zzz") { nodes { fqn } } }' }, 'BAD_USER_INPUT'],
    [
      'an operation that is not there',
      { query: 'query A { __typename }', operationName: 'B' },
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['a subscription', { query: 'subscription { productPublished { fqn } }' }, 'BAD_USER_INPUT'],
  ])('%s is told with a code', async (_what, body, code) => {
    const server = await startTestServer();
    const response = await send(server, JSON.stringify(body));
    const answer = (await response.json()) as GraphQLAnswer;
    expect([response.status, answer.errors?.map((each) => each.extensions['code'])]).toEqual([200, [code]]);
    expect(JSON.stringify(answer)).not.toMatch(/stack|node_modules|\.ts:/);
  });

  it('a body that is no JSON is told in the shape of GraphQL', async () => {
    const server = await startTestServer();
    const response = await send(server, '{"query":');
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      errors: [
        { message: 'The body of the request is not the JSON it says it is.', extensions: { code: 'BAD_USER_INPUT' } },
      ],
    });
  });

  it('a body over the limit is refused with the limit', async () => {
    const server = await startTestServer({ env: { BODY_LIMIT_MB: '1' } });
    const response = await send(server, JSON.stringify({ query: '{ __typename }', pad: 'x'.repeat(1_100_000) }));
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({
      errors: [{ message: 'The request is larger than 1 MB (BODY_LIMIT_MB).', extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  it('a form of another site is refused (CSRF)', async () => {
    const server = await startTestServer();
    const response = await send(server, '{"query":"{__typename}"}', { 'content-type': 'text/plain' });
    expect(response.status).toBe(400);
  });

  it('a path that does not exist is told so', async () => {
    const server = await startTestServer();
    const { status, body } = await json(`${server.url}/nowhere`);
    expect([status, body]).toMatchObject([404, { errors: [{ extensions: { code: 'NOT_FOUND' } }] }]);
  });
});

describe('an error of our own', () => {
  it('reaches the client as an id, the log with its stack', async () => {
    const server = await startTestServer();
    await server.db.transaction((tx) => tx.run(sql`DROP TABLE search_entries`));
    const query = '{ search(text: "customer") { totalCount } }';
    const response = await send(server, JSON.stringify({ query }), { 'x-request-id': 'story-42' });
    const answer = (await response.json()) as GraphQLAnswer;
    expect(response.headers.get('x-request-id')).toBe('story-42');
    expect(answer.errors?.map(({ message, extensions }) => [message, extensions])).toEqual([
      ['Internal error (request id story-42).', { code: 'INTERNAL_SERVER_ERROR', requestId: 'story-42' }],
    ]);
    expect(JSON.stringify(answer)).not.toContain('search_entries');
    const line = server.logged.find((each) => each['msg'] === 'internal error');
    expect(line).toMatchObject({ requestId: 'story-42', err: { stack: expect.stringContaining('search_entries') } });
  });

  it('is logged once, where a plan met it first too', async () => {
    const server = await startTestServer();
    await server.db.transaction((tx) => tx.run(sql`ALTER TABLE domains RENAME TO lost`));
    const response = await send(server, JSON.stringify({ query: '{ domains { nodes { name } } }' }));
    expect(((await response.json()) as GraphQLAnswer).errors).toHaveLength(1);
    const faults = server.logged.filter((each) => Number(each['level']) >= 50);
    expect(faults.map((each) => each['msg'])).toEqual(['internal error']);
  });

  it('gives a request without an id one, and does not log what a client makes up', async () => {
    const server = await startTestServer();
    const response = await send(server, '{"query":"{__typename}"}', { 'x-request-id': 'a b\tc' });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('bad input over WebSocket', () => {
  it.each([
    ['a document that cannot be parsed', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['a field that does not exist', 'subscription { nope }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a cursor of nowhere', 'subscription { contractChanged(after: "zzz") { cursor } }', 'BAD_USER_INPUT'],
    ['a cursor of another log', 'subscription { contractChanged(after: "WzUwMDBd") { cursor } }', 'BAD_USER_INPUT'],
    ['a variable that is missing', 'query ($f: String!) { product(fqn: $f) { fqn } }', 'BAD_USER_INPUT'],
    [
      'a variable with a field too many',
      'subscription ($f: ContractChangeFilter) { contractChanged(filter: $f) { cursor } }',
      'BAD_USER_INPUT',
      { f: { nope: 1 } },
    ],
  ])(
    '%s is told with a code, and the socket stays open',
    async (_what, query, code, variables?: Record<string, unknown>) => {
      const socket = await rawSocket(await startTestServer());
      socket.say({ id: '1', type: 'subscribe', payload: { query, variables } });
      const answer = await socket.next();
      const payload = answer['payload'] as GraphQLAnswer | GraphQLAnswer['errors'];
      const errors = Array.isArray(payload) ? payload : (payload as GraphQLAnswer).errors;
      expect(errors?.map((each: { extensions: Record<string, unknown> }) => each.extensions['code'])).toEqual([code]);
      socket.say({ id: '2', type: 'subscribe', payload: { query: '{ __typename }' } });
      let next = await socket.next();
      if (next['type'] === 'complete') next = await socket.next();
      expect(next).toMatchObject({ id: '2', type: 'next', payload: { data: { __typename: 'Query' } } });
    },
  );

  it('a message over the limit closes the socket with 1009', async () => {
    const socket = await rawSocket(await startTestServer({ env: { BODY_LIMIT_MB: '1' } }));
    socket.say({ id: '1', type: 'subscribe', payload: { query: '{ __typename }', pad: 'x'.repeat(1_100_000) } });
    expect(await socket.closed).toBe(1009);
  });
});

describe('a shutdown', () => {
  it('closes sockets with 1001', async () => {
    const server = await startTestServer();
    const socket = await rawSocket(server);
    socket.say({ id: '1', type: 'subscribe', payload: { query: 'subscription { productPublished { fqn } }' } });
    await server.close();
    expect(await socket.closed).toBe(1001);
  });

  it('finishes the request that runs, takes no new one, and closes the store last', async () => {
    const server = await startTestServer();
    const answered = new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', expect: '100-continue' };
      const running = httpRequest(`${server.url}/graphql`, { method: 'POST', headers }, (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += String(chunk)));
        response.on('end', () => resolve({ status: response.statusCode, body }));
      });
      running.on('error', reject);
      // The server has the request and waits for its body.
      running.on('continue', () => {
        const closing = server.close();
        fetch(`${server.url}/healthz`).then(
          () => reject(new Error('a new request was taken')),
          () => running.end('{"query":"{ products { totalCount } }"}'),
        );
        void closing;
      });
      running.flushHeaders();
    });
    expect(await answered).toEqual({ status: 200, body: '{"data":{"products":{"totalCount":0}}}\n' });
    await server.close();
    await expect(server.db.ping()).rejects.toThrow();
  });

  it('finishes the query that runs over a socket before it closes it', async () => {
    const server = await startTestServer();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const holding = server.db.transaction(() => held); // SQLite: reads wait for the end of a transaction
    const socket = await rawSocket(server);
    socket.say({ id: '1', type: 'subscribe', payload: { query: '{ products { totalCount } }' } });
    socket.say({ type: 'ping' });
    expect(await socket.next()).toEqual({ type: 'pong' });
    const closing = server.close();
    release();
    expect(await socket.next()).toEqual({ id: '1', type: 'next', payload: { data: { products: { totalCount: 0 } } } });
    expect(await socket.closed).toBe(1001);
    await Promise.all([closing, holding]);
  });

  it('waits for no connection that has asked nothing, or has its answer', async () => {
    const server = await startTestServer({ env: { SHUTDOWN_GRACE_SECONDS: '3600' } });
    const silent = connect(server.portNumber, '127.0.0.1').resume();
    const asked = connect(server.portNumber, '127.0.0.1');
    asked.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(asked, 'data');
    await Promise.all([once(silent, 'close'), once(asked, 'close'), server.close()]);
  });

  it('can be asked for twice', async () => {
    const server = await startTestServer();
    await Promise.all([server.close(), server.close()]);
  });
});

describe('a store that another process migrated', () => {
  it('is served as it stands', async () => {
    const first = await startTestServer();
    await first.close();
    const again = await Database.open(first.databaseUrl);
    await again.close();
    const second = await startTestServer({ databaseUrl: first.databaseUrl });
    expect((await json(`${second.url}/readyz`)).status).toBe(200);
  });
});

describe('the process', () => {
  /** Runs the server with this environment to its end. */
  async function run(env: Record<string, string>): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const child = spawn(process.execPath, [built('main')], {
      cwd: root,
      env: { ...process.env, ...env },
    });
    const ran = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (ran.stdout += String(chunk)));
    child.stderr.on('data', (chunk: Buffer) => (ran.stderr += String(chunk)));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, ...ran };
  }

  it.each([
    ['an option it does not understand', { PORT: 'http' }, /^floe-catalog: PORT="http" is not understood: .*\n$/],
    [
      'a store of an unknown kind',
      { DATABASE_URL: 'mysql://x' },
      /^floe-catalog: DATABASE_URL "mysql:\/\/x" names no store: .*\n$/,
    ],
    ['a file that cannot be made', { DATABASE_URL: 'sqlite:/dev/null/x' }, /^floe-catalog: .+\n$/],
  ])('ends with 1 and a line for %s', async (_what, env, words) => {
    expect(await run(env)).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(words) });
  });

  it('ends with 1 and a line where its address is taken', async () => {
    const { portNumber } = await startTestServer();
    expect(await run({ DATABASE_URL: 'sqlite::memory:', PORT: String(portNumber) })).toEqual({
      code: 1,
      stdout: '',
      stderr: `floe-catalog: listen EADDRINUSE: address already in use 127.0.0.1:${portNumber}\n`,
    });
  });

  it('the demo publishes acme over HTTP, prints the page of the ADR and the address, and stays up until it is stopped', async () => {
    const child = spawn(process.execPath, [built('demo')], {
      cwd: root,
      env: { ...process.env, PORT: '0' },
    });
    let stdout = '';
    const address = /served at (http:\/\/127\.0\.0\.1:\d+)\//;
    await new Promise<void>((resolve) =>
      child.stdout.on('data', (chunk: Buffer) => {
        stdout += String(chunk);
        if (address.test(stdout)) resolve();
      }),
    );
    expect(stdout).toMatch(/^\$ floe products describe sales\.customer-360\nProduct: customer-360\nDomain: sales\n/);
    const [, url = ''] = address.exec(stdout) ?? [];
    expect(await ask(url, '{ products { nodes { fqn } } }')).toMatchObject({
      data: { products: { nodes: { length: 7 } } },
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });

  it('closes sockets with 1001 at SIGTERM and ends with 0', async () => {
    const child = spawn(process.execPath, [built('main')], {
      cwd: root,
      env: { ...process.env, PORT: '0', DATABASE_URL: 'sqlite::memory:' },
    });
    const url = await new Promise<string>((resolve) =>
      child.stdout.on('data', (chunk: Buffer) => {
        const [, served] = /"url":"([^"]+)"/.exec(String(chunk)) ?? [];
        if (served) resolve(served);
      }),
    );
    const socket = await rawSocket({ url });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    expect([await socket.closed, await ended]).toEqual([1001, 0]);
  });
});
