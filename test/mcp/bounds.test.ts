import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gather, MOST_CHARACTERS, type Part } from '../../src/mcp/answer/gather.js';
import { START, type Position } from '../../src/mcp/answer/position.js';
import { bounded } from '../../src/mcp/writes/previewed.js';
import { connectAgent, type Agent, type Told } from '../support/agent.js';
import { atEnd } from '../support/atEnd.js';
import { startTestServer } from '../support/server.js';

/** A product of sales with so many columns, each with words of its own. */
const wide = (name: string, columns: number): string => `apiVersion: floe.dev/v1
kind: DataProduct
metadata: {name: ${name}, version: "1.0.0", description: "Wide"}
domain: {ref: "oci://registry.acme.com/domains/sales-platform:v2.1.0"}
ownership: {team: sales-analytics, email: sales-analytics@acme.com}
output_ports:
  - name: all
    description: "Everything"
    table: sales.gold.${name.replace('-', '_')}
    access: {default: deny, grants: [{role: analysts, access: read}]}
    schema:
      columns:
${Array.from({ length: columns }, (_, at) => `        - {name: column_${at}, type: string, description: "What ${name} measures in place ${at}"}`).join('\n')}
`;

const PUBLISH = `mutation ($input: CompileProductInput!) { publishProduct(input: $input) {
  product { fqn } compilation { diagnostics(severity: ERROR) { message } } } }`;

/** All answers to a question, each asked for with the cursor of the one before. */
async function answers(agent: Agent, tool: string, args: object): Promise<{ texts: string[]; told: Told<Wide>[] }> {
  const texts: string[] = [];
  const told: Told<Wide>[] = [];
  for (let cursor: string | undefined, more = true; more;) {
    const text = await agent.text(tool, { ...args, ...(cursor !== undefined && { cursor }) });
    const answer = JSON.parse(text) as Told<Wide>;
    texts.push(text);
    told.push(answer);
    ({ cursor, hasMore: more } = answer);
  }
  return { texts, told };
}

interface Wide {
  readonly fqn: string;
  readonly columns?: readonly { readonly name: string }[];
}

describe('an answer about a mesh that is larger than an answer', () => {
  it('has whole items and at most 20,000 characters, says what it left out, and goes on: nothing lost, nothing twice', async () => {
    const server = await startTestServer({ acme: true });
    for (const name of ['wide-one', 'wide-two'])
      expect(await server.data(PUBLISH, { input: { source: wide(name, 240) } })).toMatchObject({
        publishProduct: { product: { fqn: `sales.${name}` } },
      });
    const agent = await connectAgent(server.url);
    atEnd(() => agent.client.close());
    const fqns = ['sales.wide-one.all', 'sales.wide-two.all', 'sales.customer-360.customers'];
    const { texts, told } = await answers(agent, 'port', { fqns });
    expect(texts.length).toBeGreaterThan(3);
    expect(Math.max(...texts.map(({ length }) => length))).toBeLessThanOrEqual(MOST_CHARACTERS);
    expect(Math.min(...texts.slice(0, -1).map(({ length }) => length))).toBeGreaterThan(MOST_CHARACTERS * 0.8);
    expect(told[0]?.leftOut).toContain('sales.wide-one.all is told in part, 2 of 3 not yet');
    expect(told.at(-1)).not.toHaveProperty('leftOut');
    for (const fqn of fqns) {
      const parts = told.flatMap(({ results }) => results.filter((each) => each.fqn === fqn));
      const { outputPort } = await server.data<{ outputPort: { columns: object[] } }>(
        `{ outputPort(fqn: "${fqn}") { columns { name description } } }`,
      );
      const columns = parts.flatMap((each) => each.columns ?? []);
      expect(columns).toHaveLength(outputPort.columns.length);
      expect(columns).toMatchObject(outputPort.columns);
    }
    const other = await agent.refusal('port', { fqns: [...fqns].reverse(), cursor: told[0]?.cursor });
    expect(other).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

const HISTORY = 'marketing-to-sales-customer-interactions';

describe('a history that is longer than a page', () => {
  it('is told whole: every version once, the highest first, then every change', async () => {
    const server = await startTestServer({ acme: true });
    const store = new Sqlite(server.databaseUrl.replace('sqlite:', ''));
    store.exec(`
      WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 700)
      INSERT INTO contract_versions (contract_id, version, version_key, at, columns, sla, compatibility, table_name)
      SELECT v.contract_id, '0.0.' || n, printf('%024d', n), v.at, '[]', NULL, v.compatibility, v.table_name
      FROM contract_versions v JOIN contracts c ON c.id = v.contract_id JOIN n WHERE c.name = '${HISTORY}'`);
    store.close();
    const agent = await connectAgent(server.url);
    atEnd(() => agent.client.close());
    const { texts, told } = await answers(agent, 'contract_history', { names: [HISTORY] });
    expect(Math.max(...texts.map(({ length }) => length))).toBeLessThanOrEqual(MOST_CHARACTERS);
    const parts = told.flatMap(({ results }) => results) as { versions?: { version: string }[]; changes?: object[] }[];
    expect(parts.flatMap(({ versions = [] }) => versions.map(({ version }) => version))).toEqual([
      '1.0.0',
      ...Array.from({ length: 700 }, (_, at) => `0.0.${700 - at}`),
    ]);
    const { contract } = await server.data<{ contract: { changes: { nodes: object[] } } }>(
      `{ contract(name: "${HISTORY}") { changes { nodes { cursor kind } } } }`,
    );
    expect(parts.flatMap(({ changes = [] }) => changes)).toMatchObject(contract.changes.nodes);
    expect(told[0]?.results).toMatchObject([{ versionsInAll: 701, changesInAll: contract.changes.nodes.length }]);
  });
});

describe('what a tool that writes tells', () => {
  it('has whole items, at most as many as an answer holds beside a token, and says who tells the others', async () => {
    const contracts = Array.from({ length: 2_000 }, (_, at) => ({ name: `a-to-b-${at}` }));
    const told = (await bounded({ version: '2.0.0', contracts }, 'the tool contract')) as Record<string, unknown>;
    expect(JSON.stringify(told).length).toBeLessThan(MOST_CHARACTERS - 1_000);
    expect(told).toMatchObject({ version: '2.0.0', leftOut: 'This is longer: the tool contract tells all of it.' });
    const kept = told['contracts'] as object[];
    expect(kept.length).toBeGreaterThan(400);
    expect(kept).toEqual(contracts.slice(0, kept.length));
    expect(await bounded({ version: '2.0.0', contracts: contracts.slice(0, 2) }, 'x')).toEqual({
      version: '2.0.0',
      contracts: contracts.slice(0, 2),
    });
  });
});

describe('gathering', () => {
  const item = fc.record({ list: fc.constantFrom('a', 'b'), value: fc.string({ maxLength: 900 }) });
  const subject = fc.array(fc.array(item, { maxLength: 12 }), { minLength: 1, maxLength: 4 });

  it('tells every item of every name once and in order, whatever there is and however little fits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(subject, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 3_200, max: 9_000 }),
        async (mesh, limit) => {
          const names = mesh.map((_, index) => `name-${index}`);
          const read = async (name: string, after: string | null): Promise<Part> => {
            const [pages, page] = [mesh[names.indexOf(name)] ?? [], Number(after ?? 0)];
            const next = page + 1 < pages.length ? String(page + 1) : null;
            return { key: { name }, head: { head: 'x' }, items: pages[page] ?? [], next };
          };
          const told: Record<string, { a: unknown[]; b: unknown[] }> = {};
          for (let at: Position | null = START; at;) {
            const gathered = await gather(names, read, at, limit);
            expect(JSON.stringify(gathered.results).length).toBeLessThanOrEqual(limit);
            for (const each of gathered.results as { name: string; a?: unknown[]; b?: unknown[] }[]) {
              const known = (told[each.name] ??= { a: [], b: [] });
              known.a.push(...(each.a ?? []));
              known.b.push(...(each.b ?? []));
            }
            at = gathered.at;
          }
          const inList = (index: number, list: string): string[] =>
            (mesh[index] ?? [])
              .flat()
              .filter((each) => each.list === list)
              .map(({ value }) => value);
          expect(told).toEqual(
            Object.fromEntries(names.map((name, index) => [name, { a: inList(index, 'a'), b: inList(index, 'b') }])),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('tells of a field that is longer than others by its beginning, and keeps the name', async () => {
    const head = { description: 'x'.repeat(30_000), version: '1.0.0' };
    const part: Part = { key: { fqn: 'a.b' }, head, items: [{ list: 'a', value: 1 }] };
    const { results } = await gather(['it'], async () => part, START);
    const description = { leftOut: 'this has 30002 characters; it begins:' };
    expect(results).toMatchObject([{ fqn: 'a.b', version: '1.0.0', description, a: [1] }]);
  });

  it('tells of an item that is longer than an answer by its beginning', async () => {
    const long: Part = {
      key: {},
      items: [
        { list: 'a', value: 'x'.repeat(30_000) },
        { list: 'a', value: 'next' },
      ],
    };
    const { results, hasMore } = await gather(['it'], async () => long, START);
    expect(hasMore).toBe(false);
    expect(results).toMatchObject([{ a: [{ leftOut: 'this has 30002 characters; it begins:' }, 'next'] }]);
  });
});
