import fc from 'fast-check';
import { createClient } from 'graphql-ws';
import { beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { readConfig } from '../../src/config.js';
import { campaignAttribution } from '../support/acme.js';
import { askAs, BOOTSTRAP, tokenFor } from '../support/as.js';
import { atEnd } from '../support/atEnd.js';
import { databases } from '../support/databases.js';
import { queriesOf } from '../support/queriesOf.js';
import { startTestServer, type GraphQLAnswer, type TestServer } from '../support/server.js';

const ENV = { AUTH: 'tokens', BOOTSTRAP_TOKEN: BOOTSTRAP, READ_POLICY: 'grants' };
const PORT = 'marketing.campaign-attribution.customer_interactions';
/** A column that nothing else is called like. */
const SECRET = 'zqx_secret';

const PUBLISH = `mutation ($input: CompileProductInput!) { publishProduct(input: $input) { product { version } userErrors { message } } }`;

/** Who asks: the domain that offers the port, one that is granted it, one that is not, and nobody. */
interface Askers {
  readonly marketing: string;
  readonly sales: string;
  readonly finance: string;
  readonly nobody: null;
}

async function askersOf({ url }: TestServer): Promise<Askers> {
  const of = (domain: string): Promise<string> => tokenFor(url, domain, ['publish', 'compile'], [domain]);
  return { marketing: await of('marketing'), sales: await of('sales'), finance: await of('finance'), nobody: null };
}

/** Publishes a version of the product whose port has these columns more than the example. */
async function publish({ url }: TestServer, token: string, version: string, more: readonly string[]): Promise<void> {
  const input = campaignAttribution(version, (columns) => {
    for (const column of more) columns[column] = { type: 'string' };
  });
  const { data } = await askAs(url, token, PUBLISH, { input });
  expect(data).toEqual({ publishProduct: { product: { version }, userErrors: [] } });
}

const codesOf = ({ errors }: GraphQLAnswer): unknown[] => (errors ?? []).map(({ extensions }) => extensions['code']);
const named = (answer: GraphQLAnswer): boolean => JSON.stringify(answer).includes(SECRET);

/** Whatever may tell of the port, its product, its contracts and what they have been. */
const ROOTS: Readonly<Record<string, readonly string[]>> = {
  contract: ['(name: "marketing-to-sales-customer_interactions")', '(name: "marketing-to-sales-interactions")'],
  contracts: ['(first: 50)'],
  contractChanges: ['(last: 20)'],
  diff: [
    '(fqn: "marketing.campaign-attribution", from: "1.5.0", to: "1.6.0")',
    `(fqn: "${PORT}", from: "1.5.0", to: "1.6.0")`,
  ],
  domain: ['(name: "marketing")'],
  lineage: [
    `(of: "${PORT}", level: COLUMN, direction: BOTH)`,
    `(of: "${PORT}/${SECRET.slice(0, -1)}", level: COLUMN)`,
    `(of: "marketing.campaign-attribution", level: COLUMN, direction: BOTH)`,
    `(of: "sales.customer-360", level: COLUMN, direction: BOTH)`,
    `(of: "finance.revenue-metrics", level: COLUMN, direction: BOTH)`,
    `(of: "${PORT}", level: MODEL, direction: BOTH)`,
  ],
  namespace: ['(path: "marketing.gold")'],
  outputPort: [`(fqn: "${PORT}")`],
  product: [
    '(fqn: "marketing.campaign-attribution")',
    '(fqn: "marketing.campaign-attribution", version: "1.6.0")',
    '(fqn: "sales.customer-360")',
  ],
  products: ['(first: 50)', `(first: 5, filter: {text: "${SECRET}"})`],
  reach: [`(of: "${PORT}/${SECRET.slice(0, -1)}")`, '(of: "marketing.campaign-attribution")'],
  search: [`(text: "${SECRET}")`, `(text: "${SECRET}", kinds: [COLUMN])`, '(text: "interactions")'],
};

/** What lies deeper; its owners are told of the column by each of them. */
const DEEP = [
  'latestCompilation { artifacts }',
  'outputPorts { source }',
  'outputPorts { json: source(format: JSON_SCHEMA) }',
  'outputPorts { contracts(first: 9) { nodes { source } } }',
  'outputPorts { contracts(first: 9) { nodes { columns { name } } } }',
  'outputPorts { contracts(first: 9) { nodes { versions(first: 9) { nodes { columns { name } } } } } }',
  'outputPorts { contracts(first: 9) { nodes { versions(first: 9) { nodes { source } } } } }',
  'outputPorts { contracts(first: 9) { nodes { changes(first: 50) { nodes { path message before after } } } } }',
].map((fields) => `{ product(fqn: "marketing.campaign-attribution") { ${fields} } }`);

const BESIDE = [
  `{ product(fqn: "marketing.campaign-attribution") { versions(first: 5) { nodes { source } } models(first: 50) { nodes { columns { name } tests } } } }`,
  `{ product(fqn: "sales.customer-360") { inputPorts { source { ... on DataProductSource { columns } } } } }`,
  `{ _entities(representations: [{__typename: "OutputPort", fqn: "${PORT}"}]) { ... on OutputPort { columns { name } } } }`,
];

describe.each(databases)('what grants show (READ_POLICY=grants), on %s', (dialect) => {
  let server: TestServer;
  let askers: Askers;
  beforeAll(async () => {
    server = await startTestServer({ dialect, acme: true, lasting: true, env: ENV });
    askers = await askersOf(server);
    await publish(server, askers.marketing, '1.6.0', [SECRET]);
  });

  const as = (who: keyof Askers, query: string): Promise<GraphQLAnswer> => askAs(server.url, askers[who], query);

  it('is the columns and documents of a port to its domain, and to whom it is granted', async () => {
    const query = `{ outputPort(fqn: "${PORT}") { detailsHidden columns { name } source } }`;
    for (const who of ['marketing', 'sales'] as const) {
      const { data, errors } = await as(who, query);
      expect([errors, (data?.['outputPort'] as { detailsHidden: boolean }).detailsHidden]).toEqual([undefined, false]);
      expect(JSON.stringify(data?.['outputPort'])).toContain(`"name":"${SECRET}"`);
    }
  });

  it('hides them from others, and says so; all else is there to be found', async () => {
    const query = `{ outputPort(fqn: "${PORT}") {
      fqn description table detailsHidden columns { name } sla { freshness } access { default grants { grantee } }
      product { name ownership { email } detailsHidden } consumers(first: 5) { nodes { fqn } } } }`;
    for (const who of ['finance', 'nobody'] as const) {
      expect(await as(who, query)).toEqual({
        data: {
          outputPort: {
            fqn: PORT,
            description: expect.any(String) as string,
            table: 'marketing.gold.customer_interactions',
            detailsHidden: true,
            columns: [],
            sla: { freshness: expect.any(String) as string },
            access: { default: 'DENY', grants: [{ grantee: 'sales' }, { grantee: 'analysts' }] },
            product: {
              name: 'campaign-attribution',
              ownership: { email: expect.any(String) as string },
              detailsHidden: true,
            },
            consumers: { nodes: [{ fqn: 'sales.customer-360' }] },
          },
        },
      });
    }
  });

  it('gives no document to whom not all of it is granted, and says what it takes', async () => {
    const query = '{ product(fqn: "marketing.campaign-attribution") { source } }';
    expect(codesOf(await as('marketing', query))).toEqual([]);
    const { data, errors } = await as('sales', query);
    expect([data, errors?.[0]?.extensions]).toEqual([
      { product: null },
      {
        code: 'FORBIDDEN',
        needs: expect.arrayContaining(['to be granted marketing.campaign-attribution.attribution']) as string[],
      },
    ]);
    expect(codesOf(await as('nobody', query))).toEqual(['UNAUTHENTICATED']);
  });

  // What is hidden is the same on both stores: they are asked for nothing that the others are not.
  it.runIf(dialect === 'sqlite')('names no column to whom it is hidden, whatever the schema can be asked', async () => {
    const sdl = await (await fetch(`${server.url}/schema.graphql`)).text();
    const queries = [...queriesOf(ROOTS, sdl), ...DEEP, ...BESIDE];
    const seen: string[] = [];
    for (const query of queries) {
      const told = query.includes(SECRET) ? SECRET.slice(0, -1) : SECRET;
      const answers = await Promise.all((['finance', 'nobody'] as const).map((who) => as(who, query)));
      for (const answer of answers) {
        const text = JSON.stringify(answer).replaceAll(query, '');
        expect(told === SECRET ? text.includes(SECRET) : /"(name|fqn|key)":"[^"]*zqx/.test(text), query).toBe(false);
      }
      if (named(await as('marketing', query))) seen.push(query);
    }
    // The owners are told by many of them, so that the others could have been.
    expect(seen.length).toBeGreaterThan(15);
    expect(DEEP.filter((query) => !seen.includes(query))).toEqual([]);
  });

  it('leaves out of the lineage of columns what is hidden, with the edges to it', async () => {
    const query = `{ lineage(of: "sales.customer-360.customers", level: COLUMN, direction: BOTH) { nodes { fqn kind } edges { from to } } }`;
    const graph = async (who: keyof Askers) =>
      (await as(who, query)).data?.['lineage'] as {
        nodes: { fqn: string; kind: string }[];
        edges: { from: string; to: string }[];
      } | null;
    const namesOf = async (who: keyof Askers): Promise<string[]> => {
      const { nodes, edges } = (await graph(who)) ?? { nodes: [], edges: [] };
      return [...nodes.map(({ fqn }) => fqn), ...edges.flatMap(({ from, to }) => [from, to])];
    };
    const [ofFinance, ofSales] = [await namesOf('finance'), await namesOf('sales')];
    const ofRevenue = (fqn: string): boolean => fqn.startsWith('finance.revenue-metrics');
    expect([ofFinance.some(ofRevenue), ofSales.some(ofRevenue), ofSales.length > 0]).toEqual([true, false, true]);
    expect(codesOf(await as('nobody', query))).toEqual(['UNAUTHENTICATED']);
  });

  it('is told by the feed: of a change, its kind alone to whom the port is hidden', async () => {
    const follow = (token: string | null): AsyncIterator<unknown> => {
      const url = `${server.url.replace('http', 'ws')}/graphql`;
      const connectionParams = token === null ? {} : { authorization: `Bearer ${token}` };
      const client = createClient({ url, webSocketImpl: WebSocket, connectionParams, retryAttempts: 0 });
      atEnd(() => client.dispose());
      const query = 'subscription { contractChanged { kind path message after } }';
      return client.iterate({ query });
    };
    const [granted, hidden] = [follow(askers.sales), follow(null)];
    const [first, second] = [granted.next(), hidden.next()];
    await expect.poll(() => server.followers()).toBe(2);
    await publish(server, askers.marketing, '1.7.0', [SECRET, 'zqx_more']);
    expect(JSON.stringify(await first)).toContain('columns.zqx_more');
    expect((await second).value).toEqual({
      data: {
        contractChanged: {
          kind: 'COLUMN_ADDED',
          path: '',
          message: 'You are not granted this output port, so what is said of it is not shown.',
          after: null,
        },
      },
    });
  });

  it('asks the store no more often for many than for few', async () => {
    const cost = async (first: number): Promise<number> => {
      const query = `{ products(first: ${first}) { nodes { detailsHidden outputPorts { detailsHidden columns { name } } } } }`;
      const { result, statements } = await server.db.countStatements(() => as('sales', query));
      expect(codesOf(result)).toEqual([]);
      return statements.length;
    };
    const least = async (first: number): Promise<number> =>
      Math.min(...[await cost(first), await cost(first), await cost(first)]);
    expect(await least(7)).toBe(await least(3));
  });

  it(
    'is kept for those who see the same, whoever asks what in between, on any server',
    { timeout: 120_000 },
    async () => {
      const { databaseUrl } = server;
      const kept = [server, await startTestServer({ databaseUrl, env: ENV })];
      const plain = await startTestServer({ databaseUrl, env: { ...ENV, ANSWERS_MB: '0' } });
      const queries = [
        `{ outputPort(fqn: "${PORT}") { detailsHidden columns { name } } }`,
        '{ products(first: 9) { nodes { fqn version detailsHidden outputPorts { columns { name } } } } }',
        '{ contractChanges(last: 5) { nodes { kind path message } } }',
        '{ product(fqn: "marketing.campaign-attribution") { source } }',
        '{ products(first: 9) { nodes { fqn version } } }',
      ];
      const read = fc.record({
        who: fc.constantFrom<keyof Askers>('marketing', 'sales', 'finance', 'nobody'),
        by: fc.nat({ max: 1 }),
        query: fc.constantFrom(...queries),
      });
      let nth = 0;
      const more = [SECRET, 'zqx_more'];
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(read, { minLength: 3, maxLength: 8 }), { maxLength: 4 }), async (turns) => {
          for (const reads of turns) {
            nth += 1;
            more.push(`${SECRET}_${nth}`);
            await publish(server, askers.marketing, `1.${nth + 20}.0`, more);
            for (const { who, by, query } of reads) {
              const token = askers[who];
              const answer = await askAs((kept[by] ?? server).url, token, query);
              expect(answer, `${who}: ${query}`).toEqual(await askAs(plain.url, token, query));
            }
          }
        }),
        { numRuns: 6 },
      );
    },
  );
});

it('READ_POLICY=grants asks for AUTH', () => {
  expect(() => readConfig({ READ_POLICY: 'grants' })).toThrow('READ_POLICY=grants asks for AUTH');
});
