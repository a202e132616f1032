import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { rawSocket } from '../support/rawSocket.js';
import { type GraphQLAnswer, startTestServer, type TestServer } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const PRODUCT = 'query Product($fqn: String!) { product(fqn: $fqn) { fqn } }';
const variables = { fqn: 'sales.customer-360' };
const found = { data: { product: { fqn: 'sales.customer-360' } } };
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const persistedQuery = { version: 1, sha256Hash: hash(PRODUCT) };

interface Said {
  readonly status: number;
  readonly answer: GraphQLAnswer;
}

/** The usual way, and one that only the general door takes. */
const DOORS = ['*/*', 'application/json;q=1'];

async function post(server: TestServer, body: object, accept: string): Promise<Said> {
  const headers = { 'content-type': 'application/json', accept };
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, answer: (await response.json()) as GraphQLAnswer };
}

async function get(server: TestServer, parameters: Record<string, unknown>, accept: string): Promise<Said> {
  const texts = Object.entries(parameters).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const headers = { 'apollo-require-preflight': '1', accept };
  const response = await fetch(`${server.url}/graphql?${new URLSearchParams(texts)}`, { headers });
  return { status: response.status, answer: (await response.json()) as GraphQLAnswer };
}

async function fileOf(content: unknown): Promise<string> {
  const file = path.join(await temporaryFolder(), 'documents.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const codeOf = ({ answer }: Said): unknown => answer.errors?.[0]?.extensions['code'];

describe.each(DOORS)('automatic persisted queries, accepted as %s', (accept) => {
  it('are asked for by their hash once somebody has sent their text, by POST and by GET', async () => {
    const server = await startTestServer({ acme: true });
    const byHash = { variables, extensions: { persistedQuery } };
    const unknown = await post(server, byHash, accept);
    expect([unknown.status, unknown.answer.errors]).toEqual([
      200,
      [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    ]);
    expect(codeOf(await get(server, byHash, accept))).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect((await post(server, { query: PRODUCT, ...byHash }, accept)).answer).toEqual(found);
    for (const again of [1, 2]) {
      expect((await post(server, byHash, accept)).answer, String(again)).toEqual(found);
      expect((await get(server, byHash, accept)).answer, String(again)).toEqual(found);
    }
  });

  it.each([
    ['a hash of another text', { query: '{ __typename }', extensions: { persistedQuery } }, 'BAD_USER_INPUT'],
    [
      'another version',
      { query: PRODUCT, extensions: { persistedQuery: { ...persistedQuery, version: 2 } } },
      'PERSISTED_QUERY_NOT_SUPPORTED',
    ],
    ['a hash that is none', { extensions: { persistedQuery: { version: 1, sha256Hash: 7 } } }, 'BAD_USER_INPUT'],
  ])('refuse %s, and keep nothing', async (_what, body, code) => {
    const server = await startTestServer();
    const refused = await post(server, body, accept);
    expect([refused.status, codeOf(refused)]).toEqual([400, code]);
    expect(codeOf(await post(server, { extensions: { persistedQuery } }, accept))).toBe('PERSISTED_QUERY_NOT_FOUND');
  });
});

describe('trusted documents', () => {
  const MANIFESTS: readonly (readonly [string, unknown])[] = [
    ['by id', { [hash(PRODUCT)]: PRODUCT, latest: '{ __typename }' }],
    ['with ids that say what they are', { [`sha256:${hash(PRODUCT)}`]: PRODUCT, latest: '{ __typename }' }],
    [
      'as Apollo writes them',
      {
        format: 'apollo-persisted-query-manifest',
        version: 1,
        operations: [
          { id: hash(PRODUCT), name: 'Product', type: 'query', body: PRODUCT },
          { id: 'latest', name: 'L', type: 'query', body: '{ __typename }' },
        ],
      },
    ],
  ];

  it.each(MANIFESTS)('%s are asked for by their id, as documentId or as a persisted query', async (_how, manifest) => {
    const server = await startTestServer({ acme: true, env: { TRUSTED_DOCUMENTS: await fileOf(manifest) } });
    for (const accept of DOORS) {
      for (const documentId of [hash(PRODUCT), `sha256:${hash(PRODUCT)}`]) {
        expect((await post(server, { documentId, variables }, accept)).answer).toEqual(found);
        expect((await get(server, { documentId, variables }, accept)).answer).toEqual(found);
      }
      expect((await post(server, { variables, extensions: { persistedQuery } }, accept)).answer).toEqual(found);
      expect((await post(server, { documentId: 'latest' }, accept)).answer).toEqual({ data: { __typename: 'Query' } });
      expect(codeOf(await post(server, { documentId: 'nothing' }, accept))).toBe('PERSISTED_QUERY_NOT_FOUND');
      expect((await post(server, { query: '{ __typename }' }, accept)).status).toBe(200);
    }
  });

  it.each([
    ['no file', null, 'cannot be read'],
    ['no JSON', '{', 'cannot be read'],
    ['a list', ['{ __typename }'], 'holds no documents'],
    ['a later format', { format: 'apollo-persisted-query-manifest', version: 2, operations: [] }, 'holds no documents'],
  ])('of %s are told when the server starts', async (_what, content, words) => {
    const file = content === null ? '/nowhere/documents.json' : await fileOf(content);
    await expect(startTestServer({ env: { TRUSTED_DOCUMENTS: file } })).rejects.toThrow(words);
  });
});

describe('a server that answers trusted documents only', () => {
  let server: TestServer;
  beforeAll(async () => {
    const file = await fileOf({ product: PRODUCT, feed: 'subscription { contractChanged(after: "zzz") { cursor } }' });
    const env = { TRUSTED_DOCUMENTS: file, TRUSTED_DOCUMENTS_ONLY: 'true' };
    server = await startTestServer({ acme: true, lasting: true, env });
  });

  it.each(DOORS)('answers those by their id and by their text, accepted as %s', async (accept) => {
    expect((await post(server, { documentId: 'product', variables }, accept)).answer).toEqual(found);
    expect((await post(server, { query: PRODUCT, variables }, accept)).answer).toEqual(found);
    expect((await get(server, { documentId: 'product', variables }, accept)).answer).toEqual(found);
  });

  it.each(DOORS)('refuses all others, and lets nobody register one, accepted as %s', async (accept) => {
    const query = '{ __schema { queryType { name } } }';
    const register = { query, extensions: { persistedQuery: { version: 1, sha256Hash: hash(query) } } };
    for (const body of [{ query }, register, { documentId: hash(query) }, { query: `${PRODUCT} ` }]) {
      const refused = await post(server, body, accept);
      expect([refused.status, codeOf(refused)]).toEqual([403, 'QUERY_NOT_IN_SAFELIST']);
      expect(codeOf(await get(server, body, accept))).toBe('QUERY_NOT_IN_SAFELIST');
    }
  });

  it.each([
    ['beside a parameter that nobody knows', '?query={__typename}&more=1', ''],
    ['beside an id, twice', '?query={__typename}&documentId=product&documentId=product', ''],
    ['in the address, beside a trusted one in a body', '?query={__typename}', JSON.stringify({ query: PRODUCT })],
  ])('refuses others by GET: %s', async (_how, search, body) => {
    const headers = {
      'apollo-require-preflight': '1',
      'content-type': 'application/json',
      'content-length': String(body.length),
    };
    const asked = request(`${server.url}/graphql${search}`, { headers }).end(body);
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    expect([response.statusCode, await text(response)]).toEqual([
      403,
      expect.stringContaining('QUERY_NOT_IN_SAFELIST'),
    ]);
  });

  it('does so as events, and over WebSocket', async () => {
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
    const asEvents = async (body: object): Promise<string> =>
      (await fetch(`${server.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) })).text();
    expect(await asEvents({ documentId: 'feed' })).toContain('is no cursor of this event log');
    expect(await asEvents({ query: '{ __typename }' })).toContain('QUERY_NOT_IN_SAFELIST');

    const socket = await rawSocket(server);
    socket.say({ id: '1', type: 'subscribe', payload: { query: '{ __typename }' } });
    expect(await socket.next()).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'QUERY_NOT_IN_SAFELIST' } }],
    });
    socket.say({
      id: '2',
      type: 'subscribe',
      payload: { query: '', variables, extensions: { persistedQuery: { version: 1, sha256Hash: 'product' } } },
    });
    expect(await socket.next()).toMatchObject({ type: 'next', payload: found });
  });
});
