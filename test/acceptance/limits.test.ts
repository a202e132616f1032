import { beforeAll, describe, expect, it } from 'vitest';
import { getIntrospectionQuery } from 'graphql';
import { rawSocket } from '../support/rawSocket.js';
import { startTestServer, type TestServer } from '../support/server.js';

const LOW = {
  MAX_TOKENS: '200',
  MAX_DEPTH: '5',
  MAX_ALIASES: '3',
  MAX_DIRECTIVES: '2',
  MAX_COST: '1000',
  MAX_REPRESENTATIONS: '2',
};

interface Beyond {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly limit: string;
  readonly found: number;
  /** Where in the document. */
  readonly line: number;
  readonly column: number;
}

const PRODUCTS = 'query ($first: Int = 10) {\n products(first: $first) { nodes { outputPorts { name } } } }';
const ENTITIES = 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }';
const representation = { __typename: 'DataProduct', fqn: 'sales.customer-360' };

/** Each a little beyond one limit. */
const BEYOND: readonly Beyond[] = [
  { limit: 'MAX_TOKENS', query: `{\n${'__typename '.repeat(200)}}`, found: 201, line: 2, column: 2190 },
  {
    limit: 'MAX_DEPTH',
    query: '{ product(fqn: "a.b") { outputPorts {\n  contracts { nodes { consumer {\n fqn } } } } } }',
    found: 6,
    line: 3,
    column: 2,
  },
  {
    limit: 'MAX_DEPTH',
    query:
      '{ product(fqn: "a.b") { ...P } }\nfragment P on DataProduct { outputPorts { ...C ...C } }\nfragment C on OutputPort { contracts { nodes { ... on DataContract { consumer { fqn } } } } }',
    found: 6,
    line: 3,
    column: 81,
  },
  {
    limit: 'MAX_ALIASES',
    query: '{ a: __typename b: __typename c: __typename\nd: __typename }',
    found: 4,
    line: 2,
    column: 1,
  },
  {
    limit: 'MAX_DIRECTIVES',
    query: '{ __typename @include(if: true)\n__typename @include(if: true) @skip(if: false) }',
    found: 3,
    line: 2,
    column: 31,
  },
  { limit: 'MAX_COST', query: PRODUCTS, variables: { first: 500 }, found: 2151, line: 2, column: 2 },
  {
    limit: 'MAX_REPRESENTATIONS',
    query: ENTITIES,
    variables: { of: [representation, representation, representation] },
    found: 3,
    line: 1,
    column: 25,
  },
];

/** Each just within. */
const WITHIN: readonly Pick<Beyond, 'query' | 'variables'>[] = [
  { query: `{ ${'__typename '.repeat(198)}}` },
  { query: '{ product(fqn: "a.b") { outputPorts { contracts { nodes { name } } } } }' },
  { query: '{ a: __typename b: __typename c: __typename }' },
  { query: '{ __typename @include(if: true) x: __typename @include(if: true) }' },
  { query: PRODUCTS },
  { query: PRODUCTS, variables: { first: 100 } },
  { query: ENTITIES, variables: { of: [representation, representation] } },
];

const errorOf = ({ limit, found, line, column }: Beyond) => ({
  message: expect.stringMatching(
    new RegExp(`: ${found.toLocaleString('en')}, and .* is allowed \\(${limit}\\)\\. \\w.*\\.$`),
  ) as string,
  locations: [{ line, column }],
  extensions: { code: 'LIMIT_EXCEEDED', limit, found, allowed: Number(LOW[limit as keyof typeof LOW]) },
});

describe('what is asked beyond a limit', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ acme: true, lasting: true, env: LOW });
  });

  const asked = (body: object, accept = '*/*', method = 'POST'): Promise<Response> => {
    const headers = { 'content-type': 'application/json', accept, 'x-request-id': 'limits' };
    return fetch(`${server.url}/graphql`, { method, headers, body: JSON.stringify(body) });
  };

  describe.each(BEYOND)('$limit, $query', (beyond) => {
    const { query, variables } = beyond;
    const answer = { errors: [errorOf(beyond)] };

    it('is refused by both doors with the same bytes, as an invalid document is, and costs no statement', async () => {
      const { statements } = await server.db.countStatements(async () => {
        const short = await asked({ query, variables });
        const general = await asked({ query, variables }, 'application/json;q=1');
        expect([short.status, general.status]).toEqual([200, 200]);
        const bytes = await short.text();
        expect(JSON.parse(bytes)).toEqual(answer);
        expect(await general.text()).toBe(bytes);
        const graphql = await asked({ query, variables }, 'application/graphql-response+json');
        expect([graphql.status, graphql.headers.get('content-type'), await graphql.text()]).toEqual([
          400,
          'application/graphql-response+json; charset=utf-8',
          bytes,
        ]);
      });
      expect(statements).toEqual([]);
    });

    it('is refused by GET, whatever else the address says', async () => {
      const address = new URLSearchParams({ query, variables: JSON.stringify(variables ?? {}) });
      for (const more of ['', '&more=1', '&documentId=x']) {
        const response = await fetch(`${server.url}/graphql?${address}${more}`, {
          headers: { 'apollo-require-preflight': '1' },
        });
        expect(await response.json(), more).toEqual(answer);
      }
    });

    it('is refused as an event', async () => {
      const response = await asked({ query, variables }, 'text/event-stream');
      const [, data] = /^event: next\ndata: (.*)$/m.exec(await response.text()) ?? [];
      expect(JSON.parse(data ?? '')).toEqual(answer);
    });

    it('is refused over WebSocket', async () => {
      const socket = await rawSocket(server);
      socket.say({ id: '1', type: 'subscribe', payload: { query, variables } });
      expect(await socket.next()).toEqual({ id: '1', type: 'error', payload: answer.errors });
    });
  });

  it.each(WITHIN)('is not what is within: $query', async ({ query, variables }) => {
    expect(await server.ask(query, variables)).not.toHaveProperty('errors');
  });

  it('is told of what a client registers by its hash, and of a subscription', async () => {
    const feed = 'subscription { contractChanged { contract { provider { product { domain { name } } } } } }';
    const socket = await rawSocket(server);
    socket.say({ id: '1', type: 'subscribe', payload: { query: feed } });
    expect(await socket.next()).toMatchObject({ type: 'error', payload: [{ extensions: { limit: 'MAX_DEPTH' } }] });
    const refused = await asked({ query: feed }, 'application/json, text/event-stream');
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { limit: 'MAX_DEPTH' } }] });
  });

  it('leaves to validation what is no valid document', async () => {
    const cycle = '{ ...Q } fragment Q on Query { __typename ...Q }';
    expect(await server.ask(cycle)).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
    expect(await server.ask('{')).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] });
  });
});

describe('the limits where nobody sets them', () => {
  it('let clients read the whole schema, and gateways ask for hundreds of objects', async () => {
    const server = await startTestServer({ acme: true });
    const everything = getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, oneOf: true });
    expect(await server.ask(everything)).not.toHaveProperty('errors');
    const of = Array.from({ length: 500 }, () => representation);
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on DataProduct {
      name ownership { email } outputPorts { name columns { name type } contracts(first: 5) { nodes { name status } } } } } }`;
    const { _entities } = await server.data<{ _entities: object[] }>(query, { of });
    expect(_entities).toHaveLength(500);
  });
});
