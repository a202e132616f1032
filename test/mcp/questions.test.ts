import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acmeProduct, campaignAttribution } from '../support/acme.js';
import { connectAgent, type Agent, type Told } from '../support/agent.js';
import { databases } from '../support/databases.js';
import { NOWHERE } from '../support/runFloe.js';
import { startTestServer, type TestServer } from '../support/server.js';

const PORT = 'marketing.campaign-attribution.customer_interactions';
const CONTRACT = 'marketing-to-sales-customer-interactions';
const withoutCampaign = campaignAttribution('2.0.0', (names) => delete names['campaign_id']);
const ANNOUNCE = `mutation ($input: AnnounceProductInput!) { announceProduct(input: $input) { userErrors { message } } }`;
const LATEST = '{ contractChanges(last: 1) { nodes { cursor } } }';

describe.each(databases)('on %s', (dialect) => {
  let server: TestServer;
  /** Where the log stood before the change was announced. */
  let before: string;

  beforeAll(async () => {
    const clock = { now: () => new Date('2026-01-15T13:00:00.000Z') };
    server = await startTestServer({ dialect, acme: true, lasting: true, clock });
    const { contractChanges } = await server.data<{ contractChanges: { nodes: { cursor: string }[] } }>(LATEST);
    before = contractChanges.nodes[0]?.cursor ?? '';
    expect(await server.data(ANNOUNCE, { input: withoutCampaign })).toMatchObject({
      announceProduct: { userErrors: [] },
    });
  });

  describe.each(['http', 'stdio'] as const)(
    'an agent answers over %s, with the tools alone, as the API does:',
    (way) => {
      let agent: Agent;
      beforeAll(async () => {
        agent = await connectAgent(server.url, way);
      });
      afterAll(() => agent.client.close());

      /** The one result of a tool that was asked about one thing. */
      const only = async <T>(tool: string, args: Record<string, unknown>): Promise<T> => {
        const { results, hasMore } = await agent.call<Told<T>>(tool, args);
        expect([results.length, hasMore]).toEqual([1, false]);
        return results[0] as T;
      };

      it('which ten tools there are, none of which writes, and each of whose inputs is told', async () => {
        const { tools } = await agent.client.listTools();
        expect(tools.map(({ name }) => name)).toEqual([
          ...['search', 'product', 'port', 'lineage', 'impact', 'contract', 'contract_history', 'compile', 'sla'],
          'changes_since',
        ]);
        expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true);
        const inputs = tools.flatMap(
          ({ inputSchema }) => Object.values(inputSchema.properties ?? {}) as { description?: string }[],
        );
        expect(inputs.filter(({ description }) => !description)).toEqual([]);
        expect(tools.every(({ inputSchema }) => inputSchema['additionalProperties'] === false)).toBe(true);
      });

      it('where is campaign_id?', async () => {
        const { hits } = await only<{ hits: { fqn: string }[] }>('search', { texts: ['campaign_id'] });
        const { search } = await server.data<{ search: { nodes: object[] } }>(
          '{ search(text: "campaign_id") { nodes { ... on OutputPort { fqn } ... on Model { fqn } } } }',
        );
        expect(hits.map(({ fqn }) => ({ fqn }))).toEqual(search.nodes);
        expect(hits.map(({ fqn }) => fqn)).toContain(PORT);
      });

      it('who reads campaign_id?', async () => {
        interface Read {
          readonly consumer: string;
          readonly reads: string[] | null;
        }
        const { contracts } = await only<{ contracts: Read[] }>('port', { fqns: [PORT] });
        const readers = contracts.filter(({ reads }) => reads?.includes('campaign_id')).map(({ consumer }) => consumer);
        const { product } = await server.data<{ product: { inputPorts: { source: { columns?: string[] } }[] } }>(
          '{ product(fqn: "sales.customer-360") { inputPorts { source { ... on DataProductSource { columns } } } } }',
        );
        expect(readers).toEqual(['sales.customer-360']);
        expect(contracts[0]?.reads).toEqual(product.inputPorts.find(({ source }) => source.columns)?.source.columns);
      });

      it('what breaks if it goes, and what lies behind that?', async () => {
        const asked = { drops: [{ port: PORT, columns: ['campaign_id'] }] };
        const told = await only<Record<string, unknown>>('impact', asked);
        const { previewChange } = await server.data<{ previewChange: { preview: Record<string, unknown> } }>(
          `query ($input: PreviewChangeInput!) { previewChange(input: $input) { preview {
         requiredVersion notice consumers { verdict consumer { fqn } } downstream { product { fqn } depth }
         ports { port changes { path severity } } } } }`,
          { input: { product: campaignAttribution('1.5.0', (names) => delete names['campaign_id']) } },
        );
        expect(previewChange.preview).toEqual({
          requiredVersion: told['requiredVersion'],
          notice: told['notice'],
          consumers: [{ verdict: 'BREAKING', consumer: { fqn: 'sales.customer-360' } }],
          downstream: [
            { product: { fqn: 'finance.revenue-metrics' }, depth: 2 },
            { product: { fqn: 'marketing.targeting-engine' }, depth: 2 },
          ],
          ports: [{ port: 'customer_interactions', changes: [{ path: 'columns.campaign_id', severity: 'BREAKING' }] }],
        });
        expect(told).toMatchObject({
          consumers: [{ contract: CONTRACT, consumer: 'sales.customer-360', verdict: 'BREAKING' }],
          downstream: [{ product: 'finance.revenue-metrics' }, { product: 'marketing.targeting-engine' }],
          reachOfThePort: { consumers: 1 },
        });
        expect(told['changes']).toHaveLength(1);
      });

      it('is my whole document safe?', async () => {
        const { source, files } = withoutCampaign;
        const told = await only<object>('impact', { products: [{ source, files }] });
        const { previewChange } = await server.data<{ previewChange: { diagnostics: object[]; preview: object } }>(
          `query ($input: PreviewChangeInput!) { previewChange(input: $input) {
         diagnostics { code message } preview { before after publishable effectiveAt } } }`,
          { input: { product: { source, files } } },
        );
        expect(told).toMatchObject({ ...previewChange.preview, diagnostics: previewChange.diagnostics });
        expect(told).toMatchObject({ after: '2.0.0', diagnostics: [{ code: 'CONTRACT_CONSUMER_BROKEN' }] });
      });

      it('which contracts run a notice?', async () => {
        interface Listed {
          readonly name: string;
          readonly announced: { readonly announcement: { readonly effectiveAt: string } } | null;
        }
        const { contracts } = await only<{ contracts: Listed[] }>('contract', { noticeRuns: true });
        const { contracts: all } = await server.data<{ contracts: { nodes: Listed[] } }>(
          '{ contracts { nodes { name announced { announcement { effectiveAt } } } } }',
        );
        const running = all.nodes.filter(({ announced }) => announced);
        expect(running.map(({ name }) => name)).toEqual([CONTRACT]);
        expect(contracts).toMatchObject(running);
      });

      it('how does that contract stand, and what was announced for it?', async () => {
        const told = await only<Record<string, unknown>>('contract', { names: [CONTRACT] });
        const { contract } = await server.data<{ contract: { columns: object[]; announced: { changes: object[] } } }>(
          `{ contract(name: "${CONTRACT}") { columns { name type } announced { changes { path } } } }`,
        );
        expect(told).toMatchObject({ columns: contract.columns, announcedChanges: contract.announced.changes });
      });

      it('what changed since cursor c?', async () => {
        const { changes } = await only<{ changes: object[] }>('changes_since', { since: before });
        const { contractChanges } = await server.data<{ contractChanges: { nodes: object[] } }>(
          'query ($after: Cursor) { contractChanges(after: $after) { nodes { cursor kind path contract { name } } } }',
          { after: before },
        );
        expect(changes).toMatchObject(contractChanges.nodes);
        expect(changes).toMatchObject([{ kind: 'BREAKING_CHANGE_ANNOUNCED', contract: { name: CONTRACT } }]);
      });

      it('what happened at all since then, and which products were published?', async () => {
        const { changes } = await only<{ changes: object[] }>('changes_since', { since: before });
        expect(changes).toMatchObject([{ event: 'CHANGE_ANNOUNCED', contract: { name: CONTRACT } }]);
        const all: { event: string; cursor: string; about?: { fqn: string } }[] = [];
        for (let asked: object | null = {}; asked;) {
          const told: Told<{ changes?: typeof all }> = await agent.call('changes_since', { ...asked });
          all.push(...told.results.flatMap((each) => each.changes ?? []));
          asked = told.hasMore ? { cursor: told.cursor } : null;
        }
        const { catalogEvents } = await server.data<{ catalogEvents: { nodes: { kind: string; cursor: string }[] } }>(
          '{ catalogEvents(first: 500) { nodes { kind cursor } } }',
        );
        expect(all.map(({ event, cursor }) => ({ kind: event, cursor }))).toEqual(catalogEvents.nodes);
        const published = await only<{ changes: typeof all }>('changes_since', { kinds: ['PRODUCT_PUBLISHED'] });
        expect(published.changes.map(({ about }) => about?.fqn)).toContain('sales.customer-360');
        expect(published.changes).toEqual(all.filter(({ event }) => event === 'PRODUCT_PUBLISHED'));
        expect(await agent.refusal('changes_since', { kinds: ['RUN_ENDED'], products: ['a.b'] })).toMatchObject({
          whose: 'caller',
        });
      });

      it('what became of the contract so far?', async () => {
        const { changes } = await only<{ changes: object[] }>('contract_history', { names: [CONTRACT] });
        const { contract } = await server.data<{ contract: { changes: { nodes: object[] } } }>(
          `{ contract(name: "${CONTRACT}") { changes { nodes { cursor kind message } } } }`,
        );
        expect(changes).toMatchObject(contract.changes.nodes);
        expect(changes.length).toBeGreaterThan(1);
      });

      it('what does finance.revenue-metrics rest on?', async () => {
        const asked = { of: ['finance.revenue-metrics'], direction: 'UPSTREAM', level: 'PRODUCT' };
        const { nodes, edges } = await only<{ nodes: object[]; edges: object[] }>('lineage', asked);
        const { lineage } = await server.data<{ lineage: { nodes: object[]; edges: object[] } }>(
          `{ lineage(of: "finance.revenue-metrics", direction: UPSTREAM, level: PRODUCT, first: 100) {
           nodes { fqn kind depth } edges { from to how contract { name } } } }`,
        );
        expect(nodes).toEqual(lineage.nodes);
        expect(new Set(edges)).toEqual(new Set(lineage.edges));
      });

      it('who owns two products, and who consumes them?', async () => {
        const fqns = ['sales.customer-360', 'marketing.campaign-attribution'];
        const { results } = await agent.call<Told<{ consumers: string[] }>>('product', { fqns });
        for (const [index, fqn] of fqns.entries()) {
          const { product } = await server.data<{ product: { consumers: { nodes: { fqn: string }[] } } }>(
            `{ product(fqn: "${fqn}") { fqn version ownership { team } consumers { nodes { fqn } } } }`,
          );
          const { consumers, ...others } = product;
          expect(results[index]).toMatchObject({ ...others, consumers: consumers.nodes.map((each) => each.fqn) });
        }
      });

      it('does what a port promises hold?', async () => {
        const told = await only<object>('sla', { ports: ['sales.customer-360.customers'] });
        const { outputPort } = await server.data<{ outputPort: object }>(
          `{ outputPort(fqn: "sales.customer-360.customers") { sla { freshness availability }
           slaStatus { objective metric state target dueAt } } }`,
        );
        expect(told).toMatchObject({ ...outputPort, breaches: [] });
      });

      it('does my document compile?', async () => {
        const { source, files } = acmeProduct('sales/customer-360', {
          source: (text) => text.replace('6h ', '6 hours '),
        });
        const told = await only<{ diagnostics: object[] }>('compile', {
          documents: [{ kind: 'product', source, files }],
        });
        const { compileProduct } = await server.data<{ compileProduct: { compilation: { diagnostics: object[] } } }>(
          `mutation ($input: CompileProductInput!) { compileProduct(input: $input) { compilation {
         status diagnostics { code message location { line column } } } } }`,
          { input: { source, files } },
        );
        expect(told).toMatchObject(compileProduct.compilation);
        expect(told.diagnostics.length).toBeGreaterThan(0);
      });

      it('tells of a name that is not there which are like it, beside the answers to the others', async () => {
        expect(await agent.refusal('product', { fqns: ['sales.custmer-360'] })).toMatchObject({
          whose: 'caller',
          code: 'NOT_FOUND',
          nearMatches: ['sales.customer-360'],
        });
        const { results } = await agent.call<Told>('port', { fqns: [PORT, `${PORT}s`] });
        expect(results).toMatchObject([
          { fqn: PORT },
          { error: { code: 'NOT_FOUND', nearMatches: expect.arrayContaining([PORT]) as string[] } },
        ]);
        expect(await agent.refusal('contract', { names: [`${CONTRACT}s`] })).toMatchObject({ nearMatches: [CONTRACT] });
        expect(await agent.refusal('impact', { drops: [{ port: PORT, columns: ['campain_id'] }] })).toMatchObject({
          code: 'NOT_FOUND',
          nearMatches: ['campaign_id'],
        });
      });

      it('refuses what it does not know, and says what it would', async () => {
        expect(await agent.text('product', { fqns: ['a'], colour: 'red' })).toContain(
          'Unknown: colour. Expected: fqns, cursor.',
        );
        expect(await agent.text('port', {})).toContain('fqns');
        expect(await agent.refusal('impact', {})).toMatchObject({ whose: 'caller', code: 'BAD_USER_INPUT' });
        expect(await agent.refusal('changes_since', { since: 'yesterday' })).toMatchObject({ whose: 'caller' });
        expect(await agent.refusal('product', { fqns: ['sales.customer-360'], cursor: 'x' })).toMatchObject({
          code: 'BAD_USER_INPUT',
          message: expect.stringContaining('of another question') as string,
        });
      });

      it('hands out documents, by name and in a list', async () => {
        const uri = 'floe://sales.customer-360/data-product.yaml';
        const { resources } = await agent.client.listResources();
        expect(resources.map((each) => each.uri)).toContain(uri);
        const { contents } = await agent.client.readResource({ uri });
        expect(contents).toMatchObject([{ uri, text: acmeProduct('sales/customer-360').source }]);
        const near = agent.client.readResource({ uri: 'floe://sales.custmer-360/data-product.yaml' });
        await expect(near).rejects.toThrow('Did you mean sales.customer-360?');
      });

      it('asks whether a change is safe in words that name the tools', async () => {
        const { prompts } = await agent.client.listPrompts();
        expect(prompts.map(({ name }) => name)).toEqual(['is_my_change_safe', 'may_i_drop_this_column']);
        const args = { product: 'sales.customer-360', change: 'Drop the column email.' };
        const { messages } = await agent.client.getPrompt({ name: 'is_my_change_safe', arguments: args });
        expect(JSON.stringify(messages)).toMatch(/sales\.customer-360.*Drop the column email\..*impact/s);
      });
    },
  );
});

it('an agent over stdio hears of a catalog that cannot be reached, as of no mistake of its own', async () => {
  const { client, refusal } = await connectAgent(NOWHERE, 'stdio');
  expect(await refusal('search', { texts: ['a'] })).toMatchObject({ whose: 'catalog', code: 'UNAVAILABLE' });
  await client.close();
});
