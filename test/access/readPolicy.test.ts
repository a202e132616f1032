import fc from 'fast-check';
import { createClient } from 'graphql-ws';
import { beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { readConfig } from '../../src/config/config.js';
import { acmeProduct, campaignAttribution } from '../support/acme.js';
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
    `(of: "finance.revenue-metrics.revenue", level: COLUMN, direction: BOTH)`,
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
  searchFacets: [`(text: "${SECRET}")`, `(text: "${SECRET}", kinds: [COLUMN])`, '(text: "interactions")'],
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
  it.runIf(dialect === 'sqlite')(
    'names no column to whom it is hidden, whatever the schema can be asked',
    { timeout: 240_000 },
    async () => {
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
    },
  );

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

  // What is told to whom is the same on both stores.
  describe.runIf(dialect === 'sqlite')('also where it is told by the way', () => {
    const FINDINGS = 'code message expected hint subject notes details related { message } location { file line }';
    const COMPILATION = `compilation { id status artifacts closing diagnostics { ${FINDINGS} }
      stages { checks { message diagnostic { ${FINDINGS} } } } }`;
    const COMPILE = `mutation ($input: CompileProductInput!) { compileProduct(input: $input) { ${COMPILATION} } }`;
    const PREVIEW = `query ($input: PreviewChangeInput!) { previewChange(input: $input) { diagnostics { ${FINDINGS} } } }`;
    const WORDS =
      'Its words may name columns that are not shown to you (docs/authorization.md, What grants show): only its code and its place are told.';

    interface Found {
      readonly id: string;
      readonly diagnostics: readonly { code: string; message: string; location: object | null }[];
    }

    /** The product of finance as it reads the port, a column of it by a name that it has not. */
    const reading = (): ReturnType<typeof acmeProduct> =>
      acmeProduct('finance/revenue-metrics', {
        source: (text) =>
          text.replace('ref: sales.customer-360.customers', `ref: ${PORT}\n      columns: [${SECRET.slice(0, -1)}]`),
      });

    const send = (who: keyof Askers, query: string, input: object): Promise<GraphQLAnswer> =>
      askAs(server.url, askers[who], query, { input });
    const compiled = async (who: keyof Askers, input: object): Promise<[Found, GraphQLAnswer]> => {
      const answer = await send(who, COMPILE, input);
      return [(answer.data?.['compileProduct'] as { compilation: Found }).compilation, answer];
    };
    const wordsOf = ({ diagnostics }: Found, code: string): unknown[] =>
      diagnostics.filter((each) => each.code === code).map(({ message, location }) => [message, location !== null]);

    it('of a document that names the port: findings keep their code and place, and nothing of its columns', async () => {
      const [found, answer] = await compiled('finance', reading());
      expect(named(answer)).toBe(false);
      expect(new Set(wordsOf(found, 'CONTRACT_COLUMN_NOT_OFFERED').map(String))).toEqual(new Set([`${WORDS},true`]));
      expect(wordsOf(found, 'CONTRACT_ACCESS_DENIED')).toEqual([
        [`${PORT} grants finance.revenue-metrics no access`, true],
      ]);
      const later = await as('finance', `{ compilation(id: "${found.id}") { artifacts diagnostics { ${FINDINGS} } } }`);
      expect([named(later), JSON.stringify(later).includes('CONTRACT_COLUMN_NOT_OFFERED')]).toEqual([false, true]);
      const preview = await send('finance', PREVIEW, { product: reading() });
      expect([codesOf(preview), named(preview)]).toEqual([[], false]);
    });

    it('of a document of the product itself: what stands is told to who may see it', async () => {
      const [found, answer] = await compiled(
        'finance',
        campaignAttribution('1.7.1', () => undefined),
      );
      expect([named(answer), wordsOf(found, 'VERSION_BUMP_TOO_SMALL')]).toEqual([false, [[WORDS, true]]]);
      const [, told] = await compiled(
        'marketing',
        campaignAttribution('1.7.1', () => undefined),
      );
      expect(named(told)).toBe(true);
      const preview = { product: campaignAttribution('1.7.1', () => undefined) };
      expect(codesOf(await send('finance', PREVIEW, preview))).toEqual(['FORBIDDEN']);
    });

    it('of a mutation: its own compilation, not those that its answer leads to', async () => {
      const PROVIDERS = `mutation ($input: CompileProductInput!) { publishProduct(input: $input) { userErrors { message } product {
        providers(first: 9) { nodes { providers(first: 9) { nodes { fqn latestCompilation { artifacts stages { checks { message } } } } } } } } } }`;
      const answer = await send('finance', PROVIDERS, acmeProduct('finance/revenue-metrics'));
      expect(JSON.stringify(answer)).toContain(
        '"fqn":"marketing.campaign-attribution","latestCompilation":{"artifacts":null,"stages":[]}',
      );
    });

    it('of what a compilation must know: ports that it reads, of others beside them the names', async () => {
      const CONTEXT = 'query ($input: CompileProductInput!) { compileContext(input: $input) }';
      const { data } = await send('sales', CONTEXT, acmeProduct('sales/customer-360'));
      const { providerPorts } = data?.['compileContext'] as { providerPorts: { fqn: string; columns: object[] }[] };
      expect(providerPorts.map(({ fqn, columns }) => [fqn, columns.length > 0])).toEqual(
        expect.arrayContaining([
          [PORT, true],
          ['marketing.campaign-attribution.attribution', false],
        ]),
      );
      expect(codesOf(await send('finance', CONTEXT, reading()))).toEqual(['FORBIDDEN']);
    });

    it('of a contract on a port that states no access: the port is not granted, so its columns are not shown', async () => {
      const query = `{ product(fqn: "marketing.targeting-engine") { contracts(first: 9, role: CONSUMER) { nodes { provider { fqn } columns { name } } }
        inputPorts { source { ... on DataProductSource { columns columnsOrigin } } } } }`;
      expect((await as('marketing', query)).data).toEqual({
        product: {
          contracts: { nodes: [{ provider: { fqn: 'sales.customer-360.customer_segments' }, columns: [] }] },
          inputPorts: expect.arrayContaining([{ source: { columns: null, columnsOrigin: 'READ' } }]) as object[],
        },
      });
    });

    it('of stages on their way: those of who may see the same', async () => {
      const follow = (token: string | null): AsyncIterator<unknown> => {
        const connectionParams = token === null ? {} : { authorization: `Bearer ${token}` };
        const url = `${server.url.replace('http', 'ws')}/graphql`;
        const client = createClient({ url, webSocketImpl: WebSocket, connectionParams, retryAttempts: 0 });
        atEnd(() => client.dispose());
        return client.iterate({
          query: 'subscription { compilationProgressed(id: "42") { index checks { message } } }',
        });
      };
      const before = server.followers();
      const [own, other] = [follow(askers.marketing).next(), follow(askers.finance).next()];
      await expect.poll(() => server.followers()).toBe(before + 2);
      await compiled('marketing', { ...campaignAttribution('1.7.1', () => undefined), progressId: '42' });
      expect(await own).toMatchObject({ done: false });
      // His own compilation of that name is the first that he hears of.
      await compiled('finance', { ...acmeProduct('finance/revenue-metrics'), progressId: '42' });
      expect(JSON.stringify(await other)).toContain('revenue-metrics');
    });

    it('of pages of lineage: their cursors name no column that is not shown, and one that names it tells nothing', async () => {
      interface Page {
        readonly nodes: readonly { readonly fqn: string }[];
        readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
      }
      const of = 'of: "finance.revenue-metrics.revenue", level: COLUMN, direction: BOTH';
      const ask = async (more: string): Promise<Page> =>
        (await as('finance', `{ lineage(${of}${more}) { nodes { fqn } pageInfo { endCursor hasNextPage } } }`)).data?.[
          'lineage'
        ] as Page;
      const all = (await ask('')).nodes.map(({ fqn }) => fqn);
      const paged: string[] = [];
      const cursors: [number, string][] = [];
      for (let after = '', more = true; more;) {
        const { nodes, pageInfo } = await ask(`, first: 5${after}`);
        paged.push(...nodes.map(({ fqn }) => fqn));
        if (pageInfo.endCursor !== null)
          cursors.push(JSON.parse(Buffer.from(pageInfo.endCursor, 'base64url').toString()) as [number, string]);
        [after, more] = [`, after: "${pageInfo.endCursor}"`, pageInfo.hasNextPage];
      }
      expect(paged).toEqual(all);
      expect(cursors.filter(([, fqn]) => !all.includes(fqn) && !fqn.endsWith('/\uffff'))).toEqual([]);
      const hidden = cursors.find(([, fqn]) => fqn.endsWith('/\uffff'));
      expect(hidden).toBeDefined();
      const [depth = 0, owner = ''] = hidden ?? [];
      const guesses = ['a', 'm', 'z'].map((guess) => JSON.stringify([depth, owner.replace('\uffff', guess)]));
      const answers = guesses.map((text) => ask(`, first: 1, after: "${Buffer.from(text).toString('base64url')}"`));
      expect(new Set((await Promise.all(answers)).map((each) => JSON.stringify(each))).size).toBe(1);
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

  it.runIf(dialect === 'sqlite')('is no port that a product dropped, by the documents that told of it', async () => {
    const input = campaignAttribution('9.0.0', (columns) => {
      columns[SECRET] = { type: 'string' };
    });
    const [before = '', after = ''] = input.source.split('  - name: attribution\n');
    const source = `${before}${after.slice(after.indexOf('input_ports:'))}`;
    const { data } = await askAs(server.url, askers.marketing, PUBLISH, {
      input: { ...input, source, forceReason: null },
    });
    expect(data).toEqual({ publishProduct: { product: { version: '9.0.0' }, userErrors: [] } });
    const document = (version: string): string =>
      `{ product(fqn: "marketing.campaign-attribution"${version}) { source } }`;
    expect(codesOf(await as('sales', document('')))).toEqual([]);
    expect(codesOf(await as('sales', document(', version: "1.6.0"')))).toEqual(['FORBIDDEN']);
    const then =
      '{ product(fqn: "marketing.campaign-attribution", version: "1.6.0") { outputPorts { name columns { name } } } }';
    expect((await as('sales', then)).data).toEqual({
      product: {
        outputPorts: [
          { name: 'customer_interactions', columns: expect.arrayContaining([{ name: SECRET }]) as object[] },
          { name: 'attribution', columns: [] },
        ],
      },
    });
  });
});

it('READ_POLICY=grants asks for AUTH', () => {
  expect(() => readConfig({ READ_POLICY: 'grants' })).toThrow('READ_POLICY=grants asks for AUTH');
});
