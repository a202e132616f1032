import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acmeProduct, campaignAttribution } from '../support/acme.js';
import { databases } from '../support/databases.js';
import { startTestServer, type TestServer } from '../support/server.js';

const QUERIES = [
  '{ product(fqn: "marketing.campaign-attribution") { version description publishedAt outputPorts { columns { name } } } }',
  '{ products(first: 20) { totalCount nodes { fqn version retiredAt latestCompilation { status } } } }',
  '{ contractChanges(first: 50) { totalCount nodes { cursor kind path } } }',
  '{ slaBreaches(first: 20) { totalCount nodes { observed resolvedAt } } }',
  '{ contracts(first: 20) { nodes { name version status } } }',
  '{ nothing: product(fqn: "sales.nothing") { fqn } }',
];

const PUBLISH = `mutation ($input: CompileProductInput!) { publishProduct(input: $input) { userErrors { message } } }`;
const OBSERVE = `mutation ($input: RecordObservationsInput!) { recordObservations(input: $input) { accepted userErrors { message } } }`;
const RETIRE = `mutation { retireProduct(input: {fqn: "marketing.targeting-engine", reason: "no use"}) { userErrors { message } } }`;

type Write = (server: TestServer, nth: number) => Promise<unknown>;

/** Some that change what stands, some that are refused, some that record no more than that they were tried. */
const WRITES: Readonly<Record<string, Write>> = {
  release: (server, nth) =>
    server.ask(PUBLISH, {
      input: campaignAttribution(`1.${nth + 6}.0`, (columns) => (columns[`c${nth}`] = { type: 'string' })),
    }),
  refused: (server) => server.ask(PUBLISH, { input: { source: 'kind: DataProduct\n' } }),
  unchanged: (server) => server.ask(PUBLISH, { input: acmeProduct('finance/revenue-metrics') }),
  observe: (server, nth) =>
    server.ask(OBSERVE, {
      input: {
        observations: [
          {
            port: 'sales.customer-360.customers',
            objective: 'AVAILABILITY',
            at: new Date(Date.UTC(2026, 9, 1, 0, nth)).toISOString(),
            up: nth % 2 === 1,
          },
        ],
      },
    }),
  retire: (server) => server.ask(RETIRE),
};

const step = fc.record({
  write: fc.constantFrom(null, null, ...Object.keys(WRITES)),
  by: fc.nat({ max: 2 }),
  reads: fc.array(fc.record({ by: fc.nat({ max: 1 }), query: fc.nat({ max: QUERIES.length - 1 }) }), { maxLength: 6 }),
});

/** Servers on one store: two that keep their answers, and one that keeps none. */
async function replicas(dialect: (typeof databases)[number]): Promise<[TestServer, TestServer, TestServer]> {
  const first = await startTestServer({ dialect, acme: true });
  const { databaseUrl } = first;
  const second = await startTestServer({ databaseUrl });
  return [first, second, await startTestServer({ databaseUrl, env: { ANSWERS_MB: '0' } })];
}

describe.each(databases)('answers that are kept, on %s', (dialect) => {
  it(
    'are those that are made anew, whoever writes what in between, on any server of the store',
    { timeout: 120_000 },
    async () => {
      const servers = await replicas(dialect);
      const plain = servers[2];
      let nth = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 10 }), async (steps) => {
          for (const { write, by, reads } of steps) {
            const writer = servers[by] ?? plain;
            if (write) await WRITES[write]?.(writer, nth++);
            for (const each of reads) {
              const query = QUERIES[each.query] ?? '';
              const kept = await (servers[each.by] ?? plain).ask(query);
              expect(kept, `${write} by ${by}, then ${query}`).toEqual(await plain.ask(query));
            }
          }
        }),
        { numRuns: 8 },
      );
    },
  );

  it('are right while others write at the same time', async () => {
    const [reader, writer, plain] = await replicas(dialect);
    const query = QUERIES[0] ?? '';
    let ended = false;
    const version = async (): Promise<string> => {
      const { data } = await reader.ask(query);
      return (data?.['product'] as { version: string }).version;
    };
    const versions = [await version()];
    const reading = (async () => {
      while (!ended) versions.push(await version());
    })();
    for (let nth = 0; nth < 4; nth += 1) {
      expect(await WRITES['release']?.(writer, nth)).toEqual({ data: { publishProduct: { userErrors: [] } } });
      expect(await reader.ask(query)).toEqual(await plain.ask(query));
    }
    ended = true;
    await reading;
    const order = ['1.5.0', '1.6.0', '1.7.0', '1.8.0', '1.9.0'];
    expect(versions).toEqual(order.flatMap((each) => versions.filter((seen) => seen === each)));
    expect(new Set(versions).size).toBeGreaterThan(1);
  });
});
