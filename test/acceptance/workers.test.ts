import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { createClient } from 'graphql-ws';
import { beforeAll, describe, expect, it, inject } from 'vitest';
import { WebSocket } from 'ws';
import { ACME_MANIFESTS, acmeManifest, acmeProduct } from '../support/acme.js';
import { atEnd, atEndOfFile } from '../support/atEnd.js';
import { newDatabaseUrl } from '../support/databases.js';
import { until } from '../support/follow.js';
import { startServerProcess, type ServerProcess } from '../support/serverProcess.js';

const WORKERS = 3;
/** More requests than would all come to one worker: each goes to the next. */
const MANY = 12;

async function start(databaseUrl: string, whenEnded = atEnd): Promise<ServerProcess> {
  const server = await startServerProcess(databaseUrl, { WORKERS: String(WORKERS), LOG_LEVEL: 'debug' });
  whenEnded(() => server.end('SIGTERM'));
  return server;
}

/** Asks on a connection of its own, so that it is any worker's to answer. */
async function ask<T>({ url }: ServerProcess, query: string, variables: object = {}): Promise<T> {
  const body = JSON.stringify({ query, variables });
  const answer = await new Promise<string>((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const sent = httpRequest(`${url}/graphql`, { method: 'POST', agent: false, headers }, (response) =>
      text(response).then(resolve, reject),
    );
    sent.on('error', reject).end(body);
  });
  const { data, errors } = JSON.parse(answer) as { data?: T; errors?: object };
  if (errors || !data) throw new Error(JSON.stringify(errors));
  return data;
}

async function askMany<T>(server: ServerProcess, query: string, variables?: object): Promise<T[]> {
  const answers: T[] = [];
  for (let nth = 0; nth < MANY; nth += 1) answers.push(await ask<T>(server, query, variables));
  return answers;
}

/** The processes that have answered since so many lines were logged. */
const answering = ({ logged }: ServerProcess, since = 0): number[] => [
  ...new Set(
    logged
      .slice(since)
      .filter((line) => 'status' in line)
      .map(({ pid }) => Number(pid)),
  ),
];

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const DOMAINS = '{ domains { totalCount } }';
const PUBLISH_MANIFEST =
  'mutation ($input: PublishManifestInput!) { publishManifest(input: $input) { manifest { name } } }';
const COMPILE =
  'mutation ($input: CompileProductInput!) { compileProduct(input: $input) { compilation { stages { index title } } } }';
const WATCH = 'subscription ($id: ID!) { compilationProgressed(id: $id) { index title } }';

describe('several processes behind one port, on PostgreSQL', { timeout: 120_000 }, () => {
  /** One for all that follows, in its order: what is published in one test stands in the next, the last ends it. */
  let server: ServerProcess;
  beforeAll(async () => {
    server = await start(await newDatabaseUrl('postgres'), atEndOfFile);
  });

  it('all answer, each line of the log telling which; the one that started them does not', async () => {
    await askMany(server, DOMAINS);
    await until(() => answering(server).length === WORKERS);
    expect(answering(server)).not.toContain(server.pid);
    const workers = new Set(server.logged.filter((line) => 'status' in line).map(({ worker }) => worker));
    expect([...workers].sort()).toEqual([1, 2, 3]);
  });

  it('see at once what was written through another, also where they have kept an answer', async () => {
    expect(new Set((await askMany(server, DOMAINS)).map((each) => JSON.stringify(each))).size).toBe(1);
    for (const { file } of ACME_MANIFESTS) {
      const input = acmeManifest(file);
      await ask(server, PUBLISH_MANIFEST, { input });
      const counts = await askMany<{ domains: { totalCount: number } }>(server, DOMAINS);
      expect(new Set(counts.map(({ domains }) => domains.totalCount)).size).toBe(1);
    }
    const [{ domains }] = (await askMany<{ domains: { totalCount: number } }>(server, DOMAINS)) as [
      { domains: { totalCount: number } },
    ];
    expect(domains.totalCount).toBeGreaterThan(0);
  });

  it('tell who watches at one of them of a compilation in any other', async () => {
    const client = createClient({
      url: `${server.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    atEnd(() => client.dispose());
    const { source, file, files } = acmeProduct('sales/customer-360');
    for (let nth = 0; nth < WORKERS; nth += 1) {
      const id = `watched-${nth}`;
      const events = client.iterate<{ compilationProgressed: object[] }>({ query: WATCH, variables: { id } });
      const first = events.next(); // subscribed before it begins, or after: all stages come
      const input = { source, file, files, progressId: id };
      const { compileProduct } = await ask<{ compileProduct: { compilation: { stages: object[] } } }>(server, COMPILE, {
        input,
      });
      const stages = [(await first).value?.data?.compilationProgressed ?? []];
      for await (const { data } of events) stages.push(data?.compilationProgressed ?? []);
      expect(stages.flat()).toEqual(compileProduct.compilation.stages);
    }
  });

  it('go on answering when one is killed, and it comes back', async () => {
    const [killed = 0] = answering(server);
    process.kill(killed, 'SIGKILL');
    await until(() => !lives(killed));
    await askMany(server, DOMAINS);
    await until(() => server.logged.some((line) => line['msg'] === 'a worker has ended; another is started'));
    const since = server.logged.length;
    await until(async () => {
      await ask(server, DOMAINS);
      return answering(server, since).length === WORKERS;
    });
    expect(answering(server, since)).not.toContain(killed);
  });

  it('all end in order at SIGTERM', async () => {
    const pids = answering(server).filter(lives);
    expect(pids).toHaveLength(WORKERS);
    await server.end('SIGTERM');
    expect(await server.exitCode).toBe(0);
    expect(pids.filter(lives)).toEqual([]);
    expect(server.logged.map(({ msg }) => msg)).toEqual(expect.arrayContaining(['stopping', 'stopped']));
  });

  it('end with the one that started them', async () => {
    const killed = await start(await newDatabaseUrl('postgres'));
    await askMany(killed, DOMAINS);
    await until(() => answering(killed).length === WORKERS);
    const pids = answering(killed);
    await killed.end('SIGKILL');
    await until(() => pids.filter(lives).length === 0);
  });

  it('do not start where there is no such store, which is said once', async () => {
    const url = `${inject('postgresUrl')}/nowhere`;
    const refusal = await startServerProcess(url, { WORKERS: '3' }).catch((error: Error) => error.message);
    expect(refusal).toContain('ended with 1 before it served');
    expect(String(refusal).match(/does not exist/g)).toHaveLength(1);
  });
});

describe('several processes on SQLite', () => {
  it('are refused, with what to do', async () => {
    const url = await newDatabaseUrl('sqlite');
    await expect(startServerProcess(url, { WORKERS: '2' })).rejects.toThrow(
      'floe-catalog: WORKERS="2" is for PostgreSQL; SQLite has one process: leave WORKERS out, or name a PostgreSQL database in DATABASE_URL.',
    );
  });

  it('are one where one is asked for', async () => {
    const server = await startServerProcess(await newDatabaseUrl('sqlite'), { WORKERS: '1' });
    expect(await server.ask(DOMAINS)).toEqual({ domains: { totalCount: 0 } });
    await server.end('SIGTERM');
    expect(await server.exitCode).toBe(0);
  });
});
