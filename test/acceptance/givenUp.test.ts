import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { newAcmeUrl } from '../support/acmeStore.js';
import { atEnd } from '../support/atEnd.js';
import { until } from '../support/follow.js';
import { rawSocket } from '../support/rawSocket.js';
import { startTestServer, type GraphQLAnswer, type TestServer } from '../support/server.js';

/** Reads the ports of products, then the contracts of the ports. */
const PLANNED = '{ products(first: 5) { nodes { fqn outputPorts { name contracts { nodes { name } } } } } }';
/** The same, with what no plan answers. */
const RESOLVED = PLANNED.replace('fqn', 'fqn schedule { nextRun }');
const ACCEPTED = ['*/*', 'application/json;q=1'];

interface Held {
  readonly server: TestServer;
  /** Resolves once a statement waits for the ports. */
  waited(): Promise<void>;
  /** Lets it go on. */
  release(): Promise<void>;
}

/** A server whose statements about ports wait, as they would for a store that is slow. */
async function held(env: Record<string, string> = {}): Promise<Held> {
  const databaseUrl = await newAcmeUrl('postgres');
  const server = await startTestServer({ databaseUrl, env });
  const operator = new pg.Client({ connectionString: databaseUrl });
  await operator.connect();
  atEnd(() => operator.end());
  await operator.query('BEGIN; LOCK TABLE output_ports IN ACCESS EXCLUSIVE MODE');
  const waiting = `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'output_ports'::regclass`;
  return {
    server,
    waited: () => until(async () => (await operator.query(waiting)).rows.length > 0),
    release: async () => void (await operator.query('ROLLBACK')),
  };
}

const sent = (server: TestServer, query: string, accept: string, signal?: AbortSignal): Promise<Response> =>
  fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query }),
    signal,
  });

const ofContracts = (statements: readonly string[]): string[] =>
  statements.filter((each) => /\bcontracts\b/.test(each));

describe('a query whose client has gone', () => {
  it.each(ACCEPTED.flatMap((accept) => [PLANNED, RESOLVED].map((query) => [accept, query] as const)))(
    'over HTTP (%s) is read no further: %s',
    async (accept, query) => {
      const { server, waited, release } = await held();
      const { statements } = await server.db.countStatements(async () => {
        const controller = new AbortController();
        const answered = sent(server, query, accept, controller.signal);
        await waited();
        controller.abort();
        await expect(answered).rejects.toThrow();
        await server.data('{ __typename }'); // by then the server has heard of it
        await release();
        await server.data('{ products { totalCount nodes { outputPorts { name } } } }');
      });
      expect(ofContracts(statements)).toEqual([]);
      const whole = await server.db.countStatements(() => server.data(query));
      expect(ofContracts(whole.statements)).not.toEqual([]);
    },
  );

  it('over WebSocket is read no further, whether the socket is gone or the client waits no longer', async () => {
    for (const leave of ['cut', 'complete']) {
      const { server, waited, release } = await held();
      const { statements } = await server.db.countStatements(async () => {
        const socket = await rawSocket(server);
        socket.say({ id: '1', type: 'subscribe', payload: { query: PLANNED } });
        await waited();
        if (leave === 'cut') socket.cut();
        else socket.say({ id: '1', type: 'complete' });
        await server.data('{ __typename }');
        await release();
        await server.data('{ products { totalCount nodes { outputPorts { name } } } }');
      });
      expect(ofContracts(statements), leave).toEqual([]);
    }
  });
});

describe('a query that takes longer than QUERY_LIMIT_SECONDS', () => {
  const overdue = {
    message:
      'The query is given up after 1 s (QUERY_LIMIT_SECONDS). Ask for smaller pages (first), or for what hangs on them in a request of its own.',
    extensions: { code: 'LIMIT_EXCEEDED', limit: 'QUERY_LIMIT_SECONDS', allowed: 1 },
  };

  it('is given up over HTTP and WebSocket, and says so at the field that could not be read', async () => {
    const { server, waited, release } = await held({ QUERY_LIMIT_SECONDS: '1' });
    const answers = ACCEPTED.map((accept) => sent(server, PLANNED, accept));
    const socket = await rawSocket(server);
    socket.say({ id: '1', type: 'subscribe', payload: { query: PLANNED } });
    const told = socket.next();
    await waited();
    await sleep(1_200);
    await release();
    for (const each of answers) {
      const { errors } = (await (await each).json()) as GraphQLAnswer;
      expect(errors?.[0]).toMatchObject({ ...overdue, path: expect.any(Array) as unknown[] });
    }
    expect(await told).toMatchObject({ type: 'next', payload: { errors: expect.arrayContaining([]) as unknown[] } });
    expect(JSON.stringify(await told)).toContain('QUERY_LIMIT_SECONDS');
  });

  it('is not a mutation: what it has done is told', async () => {
    const { server, waited, release } = await held({ QUERY_LIMIT_SECONDS: '1' });
    const retire =
      'mutation { retireProduct(input: { fqn: "finance.revenue-metrics", reason: "replaced" }) { product { retiredReason outputPorts { name } } userErrors { code } } }';
    const answered = server.ask(retire);
    await waited();
    await sleep(1_200);
    await release();
    expect(await answered).not.toHaveProperty('errors');
  });
});
