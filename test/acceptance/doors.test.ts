import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.js';
import { databases } from '../support/databases.js';
import { queriesOf } from '../support/queriesOf.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** What the root fields with arguments are asked for, of acme; each also for what is not there. */
const ROOTS: Readonly<Record<string, readonly string[]>> = {
  compilation: ['(id: "nothing")'],
  contract: [
    '(name: "sales-to-finance-customers")',
    '(name: "sales-to-finance-customers", version: "1.0.0")',
    '(name: "nothing")',
  ],
  diff: ['(fqn: "sales.customer-360", from: "1.0.0", to: "1.0.0")', '(fqn: "sales.nothing", from: "1", to: "1.0.0")'],
  domain: ['(name: "sales")', '(name: "nothing")'],
  lineage: [
    '(of: "sales.customer-360", direction: BOTH, level: PRODUCT)',
    '(of: "sales.customer-360.customers", maxDepth: 1)',
    '(of: "sales.nothing")',
  ],
  manifest: ['(name: "enterprise-platform")', '(name: "acme-sales-platform")', '(name: "nothing")'],
  namespace: ['(path: "sales.bronze")', '(path: "nothing")'],
  node: ['(id: "nothing")'],
  nodes: ['(ids: [])', '(ids: ["nothing"])'],
  outputPort: ['(fqn: "sales.customer-360.customers")', '(fqn: "nothing")'],
  product: [
    '(fqn: "sales.customer-360")',
    '(fqn: "sales.customer-360", asOf: "2020-01-01T00:00:00Z")',
    '(fqn: "sales.customer-36")',
  ],
  products: ['', '(first: 2)', '(first: 2, filter: {domains: ["sales"]})', '(first: -1)', '(after: "no cursor")'],
  search: ['(text: "customer")', '(text: "")'],
};

const PRODUCT =
  'query P($fqn: String!, $with: Boolean = true) { product(fqn: $fqn) { name domain @include(if: $with) { name } } }';

const MANY = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';

/** Bodies that say it otherwise, or wrongly. */
const BODIES: readonly unknown[] = [
  { query: PRODUCT, variables: { fqn: 'sales.customer-360' } },
  { query: PRODUCT, variables: { fqn: 'sales.customer-360', with: false, other: 1 } },
  { query: PRODUCT, variables: { fqn: 'sales.customer-360' }, operationName: 'P' },
  { query: PRODUCT, variables: { fqn: 'sales.customer-360' }, operationName: 'Q' },
  { query: PRODUCT, variables: { fqn: 'sales.customer-360' }, operationName: '' },
  { query: PRODUCT, variables: { fqn: 'sales.customer-360' }, operationName: 3 },
  { query: PRODUCT, variables: { fqn: 7 } },
  { query: PRODUCT, variables: { fqn: null } },
  { query: PRODUCT, variables: {} },
  { query: MANY, variables: { ids: Array.from({ length: 60 }, () => ({})) } },
  { query: PRODUCT, variables: null },
  { query: PRODUCT, variables: [] },
  { query: PRODUCT, variables: '{"fqn": "sales.customer-360"}' },
  { query: PRODUCT, variables: { fqn: 'sales.customer-360' }, extensions: {} },
  { query: PRODUCT, variables: { fqn: 'sales.customer-360' }, extensions: { persistedQuery: { version: 1 } } },
  { query: PRODUCT, variables: { fqn: 'sales.customer-360' }, extensions: 'no' },
  { query: PRODUCT, variables: { fqn: 'sales.customer-360' }, unknown: true },
  { query: PRODUCT, variables: { fqn: 'sales.customer-360' }, extensions: { cost: true } },
  { query: PRODUCT, variables: { fqn: 'sales.customer-360' }, extensions: { cost: 1 } },
  { query: PRODUCT, variables: { fqn: 7 }, extensions: { cost: true } },
  { query: '{ products(first: 500) { nodes { fqn } } search(text: "a") { totalCount } }', extensions: { cost: true } },
  { query: '{ product(fqn: "sales.customer-360", asOf: "no day") { fqn } }', extensions: { cost: true } },
  { query: '{ nothing }', extensions: { cost: true } },
  { query: 'query A { __typename } query B { namespaces { path } }' },
  { query: 'query A { __typename } query B { namespaces { path } }', operationName: 'B' },
  {
    query:
      '{ a: __typename b: product(fqn: "sales.customer-360") { ...F } } fragment F on DataProduct { x: fqn x: fqn }',
  },
  { query: '{ product(fqn: "sales.customer-360") { x: fqn x: name } }' },
  { query: '{ __schema { types { name kind fields { name } } } __type(name: "DataProduct") { description } }' },
  { query: '{ namespaces { path } nothing }' },
  { query: '{ a: product(fqn: "nothing.there") { fqn } b: product(fqn: "sales.customer-360") { fqn } }' },
  { query: '{ products(first: 1) { nodes { ...F } } }' },
  { query: '{' },
  { query: '' },
  { query: null },
  { query: 3 },
  { query: { kind: 'Document' } },
  { query: 'subscription { contractChanged { kind } }' },
  { query: 'mutation { retireProduct(input: {fqn: "nothing.there", reason: "no"}) { userErrors { message } } }' },
  { query: '{ __typename }', variables: { text: 'ü \u2028 😀 "' } },
  { query: '{ search(text: "ü \u2028 😀") { totalCount } }' },
  {},
  [],
  [{ query: '{ __typename }' }],
  'text',
  3,
  null,
];

const TEXTS = [
  '{"query": ',
  '',
  ' ',
  '\uFEFF{"query": "{ __typename }"}',
  ' \n{"query": "{ __typename }"}\n',
  '{"query":"{ __typename }"} x',
];

interface Said {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

async function said(server: TestServer, body: string, accept: string): Promise<Said> {
  const headers = { 'content-type': 'application/json', 'x-request-id': 'door', accept };
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
  return {
    status: response.status,
    headers: Object.fromEntries([...response.headers].filter(([name]) => name !== 'date')),
    body: await response.text(),
  };
}

/** The usual header, and one that says the same in a way that only the general door reads. */
const SHORT = '*/*';
const GENERAL = 'application/json;q=1';

describe.each(databases)('the short way to an answer, on %s', (dialect) => {
  let server: TestServer;
  let queries: string[];
  beforeAll(async () => {
    server = await startTestServer({ dialect, acme: true, lasting: true });
    queries = queriesOf(ROOTS, await (await fetch(`${server.url}/schema.graphql`)).text());
  });

  it('and the general one answer every query of the schema with the same bytes, kept answers too', async () => {
    expect(queries.length).toBeGreaterThan(100);
    for (const query of queries) {
      const body = JSON.stringify({ query });
      const general = await said(server, body, GENERAL);
      expect(await said(server, body, SHORT), query).toEqual(general);
      expect(await said(server, body, SHORT), `${query}, again`).toEqual(general);
    }
  });

  it('and the general one refuse and answer what is unusual alike', async () => {
    for (const text of [...BODIES.map((each) => JSON.stringify(each)), ...TEXTS]) {
      const general = await said(server, text, GENERAL);
      expect(await said(server, text, SHORT), text).toEqual(general);
      expect(await said(server, text, SHORT), `${text}, again`).toEqual(general);
    }
  });

  it.each([
    '?query={__typename}',
    `?query=${encodeURIComponent(PRODUCT)}&variables=${encodeURIComponent('{"fqn": "sales.customer-360"}')}`,
    `?query=${encodeURIComponent(PRODUCT)}&variables={}`,
    `?query=${encodeURIComponent(PRODUCT)}&variables=null`,
    `?query=${encodeURIComponent(PRODUCT)}&variables={`,
    '?query={__typename}&operationName=No',
    '?query=query A{__typename} query B{namespaces{path}}&operationName=B',
    '?query={__typename}&query={__typename}',
    '?query={__typename}&extensions={}',
    '?query={products{nodes{fqn}}}&extensions={"cost":true}',
    '?query={__typename}&more=1',
    '?query={nothing}',
    '?query=mutation{retireProduct(input:{fqn:"a.b",reason:"no"}){userErrors{message}}}',
    '?query=subscription{contractChanged{kind}}',
    '?query=',
    '?variables={}',
    '?',
  ])('and the general one say the same by GET: %s', async (search) => {
    const get = async (accept: string): Promise<unknown> => {
      const headers = { 'apollo-require-preflight': '1', 'x-request-id': 'door', accept };
      const response = await fetch(`${server.url}/graphql${search}`, { headers });
      return [response.status, response.headers.get('content-type'), await response.text()];
    };
    const general = await get(GENERAL);
    expect(await get(SHORT)).toEqual(general);
    expect(await get(SHORT)).toEqual(general);
  });

  it('gives an answer by GET a tag, and 304 to who has it; a form of another site gets none', async () => {
    const url = `${server.url}/graphql?query=${encodeURIComponent('{ product(fqn: "sales.customer-360") { version } }')}`;
    const get = (headers: Record<string, string>) => fetch(url, { headers });
    const first = await get({ 'apollo-require-preflight': '1' });
    const tag = first.headers.get('etag') ?? '';
    expect([first.status, first.headers.get('cache-control'), tag]).toEqual([
      200,
      'private, no-cache',
      expect.stringMatching(/^"[\w-]{27}"$/),
    ]);
    const again = await get({ 'apollo-require-preflight': '1', 'if-none-match': `"other", W/${tag}` });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
    expect((await get({ 'apollo-require-preflight': '1', 'if-none-match': '"other"' })).status).toBe(200);
    expect((await get({})).status).toBe(400);
  });

  it('does not take the body of one request for the address of another', async () => {
    const address = '/graphql?query={__typename}';
    await fetch(`${server.url}${address}`, { headers: { 'apollo-require-preflight': '1' } });
    expect((await said(server, address, SHORT)).status).toBe(400);
  });

  it('keeps an answer: asked again, it costs no statement but where the store stands', async () => {
    const query = '{ product(fqn: "sales.customer-360") { fqn outputPorts { name } models(first: 3) { totalCount } } }';
    const asked = async (): Promise<number> =>
      (await server.db.countStatements(() => server.data(query))).statements.length;
    // PostgreSQL's position moves with what other databases of its cluster write: asked until nobody did meanwhile.
    await expect.poll(asked, { interval: 0, timeout: 30_000 }).toBe(0);
  });

  it.each([SHORT, GENERAL])('says what an operation may cost where it is asked to: %s', async (accept) => {
    const query = '{ product(fqn: "sales.customer-360") { name } products(first: 3) { nodes { fqn } } }';
    const answer = async (extensions: unknown): Promise<unknown> =>
      JSON.parse((await said(server, JSON.stringify({ query, extensions }), accept)).body) as unknown;
    const data = { product: { name: 'customer-360' }, products: { nodes: expect.any(Array) } };
    // A product and its name, a list, three of its entries with a value each.
    const cost = { requested: Math.ceil(1.1 + 1 + 3 * 1.1), allowed: readConfig({}).maxCost };
    for (const _ of ['made', 'kept']) expect(await answer({ cost: true })).toEqual({ data, extensions: { cost } });
    expect(await answer({ cost: false })).toEqual({ data });
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    expect(await answer({ cost: true, persistedQuery: { version: 1, sha256Hash } })).toEqual({
      data,
      extensions: { cost },
    });
  });

  it('tells of more wrong variables than are looked at that they are wrong', async () => {
    const variables = { ids: Array.from({ length: 60 }, () => ({})) };
    const { errors = [] } = await server.ask(MANY, variables);
    expect(errors).toHaveLength(51);
    expect(new Set(errors.map(({ extensions }) => extensions['code']))).toEqual(new Set(['BAD_USER_INPUT']));
  });

  it('keeps none that depends on the time', async () => {
    const query = '{ product(fqn: "sales.customer-360") { schedule { nextRun } } }';
    await server.data(query);
    const { statements } = await server.db.countStatements(() => server.data(query));
    expect(statements).not.toEqual([]);
  });
});
