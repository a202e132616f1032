import { beforeEach, describe, expect, it } from 'vitest';
import { acmeProduct, campaignAttribution } from '../support/acme.js';
import { databases } from '../support/databases.js';
import { follow, until } from '../support/follow.js';
import { startTestServer, type TestServer } from '../support/server.js';

const ERRORS = 'userErrors { code message }';
const FOUND = 'compilation { status diagnostics { code severity message } }';
const PUBLISH = `mutation ($input: CompileProductInput!) { publishProduct(input: $input) { product { version } ${FOUND} ${ERRORS} } }`;
const COMPILE = `mutation ($input: CompileProductInput!) { compileProduct(input: $input) { ${FOUND} } }`;
const ANNOUNCE = `mutation ($input: AnnounceProductInput!) { announceProduct(input: $input) {
  announcement { version effectiveAt contracts { contract { name } changes { path } } } ${ERRORS} } }`;
const ACKNOWLEDGE = `mutation ($input: AcknowledgeChangeInput!) { acknowledgeChange(input: $input) { ${ERRORS} } }`;
const PREVIEW = `query ($input: PreviewChangeInput!) { previewChange(input: $input) { preview {
  requiredVersion effectiveAt publishable notice markdown
  ports { port changes { rule severity path } }
  consumers { verdict columns contract { name } consumer { fqn } changes { path } }
  downstream { product { fqn } depth via } } } }`;
const CONTRACT = `query ($name: String!) { contract(name: $name) { version status brokenReason } }`;
const FEED = `subscription ($filter: ContractChangeFilter) { contractChanged(filter: $filter) {
  kind path effectiveAt contract { name } } }`;

const withoutCampaign = campaignAttribution('2.0.0', (names) => delete names['campaign_id']);
/** The columns that sales.customer-360 uses, as its models say. */
const READ = ['customer_id', 'interaction_timestamp', 'campaign_id'];
const INTERACTIONS = 'marketing-to-sales-customer-interactions';

/** A product of sales that reads marketing's interactions. */
const reader = (name: string, columns = '') => ({
  source: `apiVersion: floe.dev/v1
kind: DataProduct
metadata: {name: ${name}, version: "1.0.0", description: "Made of interactions"}
domain: {ref: "oci://registry.acme.com/domains/sales-platform:v2.1.0"}
ownership: {team: sales-analytics, email: sales-analytics@acme.com}
output_ports:
  - name: scores
    description: "A score for each customer"
    table: sales.gold.${name}_scores
    schema: {columns: [{name: customer_id, type: string, description: "The customer"}]}
    access: {default: deny, grants: [{role: analysts, access: read}]}
input_ports:
  - name: interactions
    source: {type: data_product, ref: marketing.campaign-attribution.customer_interactions${columns}}
`,
});

interface Notice {
  readonly kind: string;
  readonly path: string;
  readonly effectiveAt: string | null;
  readonly contract: { readonly name: string };
}

describe.each(databases)('the notice of a breaking change, over HTTP and WebSocket, on %s', (dialect) => {
  let server: TestServer;
  let now: Date;
  beforeEach(async () => {
    now = new Date('2026-01-15T12:00:00.000Z');
    server = await startTestServer({ dialect, acme: true, clock: { now: () => now } });
    for (const name of ['churn', 'ranking'])
      expect(await server.data(PUBLISH, { input: reader(name) })).toMatchObject({
        publishProduct: { product: { version: '1.0.0' } },
      });
    expect(await server.data(PUBLISH, { input: reader('visits', ', columns: [customer_id]') })).toMatchObject({
      publishProduct: { product: { version: '1.0.0' } },
    });
  });

  it('is run through as ADR-0021 means it: told, refused, agreed to, in force', { timeout: 60_000 }, async () => {
    const told = follow<Notice>(server.webSocket(), FEED, { filter: { domains: ['sales'], role: 'CONSUMER' } });
    await until(async () => (await server.ask('{ __typename }')).data !== null);

    // Before anybody merges, marketing sees whom the removal of campaign_id hits.
    const input = { product: withoutCampaign };
    expect(await server.data(PREVIEW, { input })).toMatchObject({
      previewChange: {
        preview: {
          requiredVersion: '2.0.0',
          effectiveAt: '2026-01-22T12:00:00.000Z',
          publishable: false,
          notice: 'P7D',
          ports: [
            {
              port: 'customer_interactions',
              changes: [{ rule: 'col_removed_optional', severity: 'BREAKING', path: 'columns.campaign_id' }],
            },
          ],
          consumers: [
            { verdict: 'BREAKING', columns: READ, consumer: { fqn: 'sales.customer-360' } },
            { verdict: 'BREAKING', consumer: { fqn: 'sales.churn' } },
            { verdict: 'BREAKING', consumer: { fqn: 'sales.ranking' } },
            { verdict: 'UNAFFECTED', columns: ['customer_id'], consumer: { fqn: 'sales.visits' }, changes: [] },
          ],
          downstream: [
            { product: { fqn: 'finance.revenue-metrics' }, depth: 2, via: ['sales.customer-360'] },
            { product: { fqn: 'marketing.targeting-engine' }, depth: 2, via: ['sales.customer-360'] },
          ],
        },
      },
    });

    const usage = `query ($fqn: String!) { product(fqn: $fqn) { inputPorts { source { ... on DataProductSource { columns columnsOrigin } } } } }`;
    expect(await server.data(usage, { fqn: 'sales.visits' })).toMatchObject({
      product: { inputPorts: [{ source: { columns: ['customer_id'], columnsOrigin: 'DECLARED' } }] },
    });
    expect(await server.data(usage, { fqn: 'sales.customer-360' })).toMatchObject({
      product: { inputPorts: [{}, {}, { source: { columns: READ, columnsOrigin: 'READ' } }] },
    });

    // Nobody was told: publishing is refused.
    expect(await server.data(PUBLISH, { input: withoutCampaign })).toMatchObject({
      publishProduct: { product: null, userErrors: [{ code: 'CONTRACT_NOTICE' }] },
    });

    // Marketing announces it; sales sees it in its feed.
    expect(await server.data(ANNOUNCE, { input: withoutCampaign })).toMatchObject({
      announceProduct: { announcement: { version: '2.0.0', effectiveAt: '2026-01-22T12:00:00.000Z' }, userErrors: [] },
    });
    const announced = await server.data<{ product: { announcement: { id: string } } }>(
      '{ product(fqn: "marketing.campaign-attribution") { announcement { id } } }',
    );
    expect(
      await server.data('query ($id: ID!) { node(id: $id) { id ... on Announcement { version status } } }', {
        id: announced.product.announcement.id,
      }),
    ).toEqual({ node: { id: announced.product.announcement.id, version: '2.0.0', status: 'ANNOUNCED' } });
    const events = await told.atLeast(3);
    expect(events.map(({ kind, path, effectiveAt }) => ({ kind, path, effectiveAt }))).toEqual(
      Array.from({ length: 3 }, () => ({
        kind: 'BREAKING_CHANGE_ANNOUNCED',
        path: 'columns.campaign_id',
        effectiveAt: '2026-01-22T12:00:00.000Z',
      })),
    );
    const [, churn = '', ranking = ''] = events.map(({ contract }) => contract.name);
    expect(events[0]?.contract.name).toBe(INTERACTIONS);

    // ... in the list of contracts about which something is announced,
    const ANNOUNCED = `query ($announced: Boolean!) { contracts(filter: { announced: $announced }) { nodes { name } totalCount } }`;
    const names = events.map(({ contract }) => contract.name).sort();
    expect(await server.data(ANNOUNCED, { announced: true })).toEqual({
      contracts: { nodes: names.map((name) => ({ name })), totalCount: 3 },
    });
    const others = await server.data<{ contracts: { nodes: { name: string }[]; totalCount: number } }>(ANNOUNCED, {
      announced: false,
    });
    expect(others.contracts.totalCount).toBe(others.contracts.nodes.length);
    expect(others.contracts.nodes.filter(({ name }) => names.includes(name))).toEqual([]);

    // ... and in its compile, with the date.
    const customer360 = acmeProduct('sales/customer-360');
    const noticed = await server.data(COMPILE, { input: customer360 });
    expect(noticed).toMatchObject({ compileProduct: { compilation: { status: 'SUCCEEDED' } } });
    expect(JSON.stringify(noticed)).toContain('2026-01-22');

    // Today it may not be published, not even when two of three agree.
    for (const contract of [churn, ranking])
      expect(
        await server.data(ACKNOWLEDGE, { input: { contract, response: 'ACCEPTED', note: 'adapted' } }),
      ).toMatchObject({ acknowledgeChange: { userErrors: [] } });
    const refused = await server.data(PUBLISH, { input: withoutCampaign });
    expect(refused).toMatchObject({ publishProduct: { product: null, userErrors: [{ code: 'CONTRACT_NOTICE' }] } });
    expect(JSON.stringify(refused)).toMatch(
      /takes effect on 2026-01-22T12:00:00\.000Z; not acknowledged by sales\.customer-360:/,
    );

    // The clock passes; it is published.
    now = new Date('2026-01-22T12:00:00.000Z');
    expect(await server.data(PREVIEW, { input })).toMatchObject({ previewChange: { preview: { publishable: true } } });
    expect(await server.data(PUBLISH, { input: withoutCampaign })).toMatchObject({
      publishProduct: { product: { version: '2.0.0' }, userErrors: [] },
    });

    // Who agreed has the next version of the contract; who ignored it is broken, and it says why.
    for (const name of [churn, ranking])
      expect(await server.data(CONTRACT, { name })).toEqual({
        contract: { version: '2.0.0', status: 'ACTIVE', brokenReason: null },
      });
    const broken = await server.data<{ contract: { status: string; brokenReason: string } }>(CONTRACT, {
      name: INTERACTIONS,
    });
    expect(broken.contract.status).toBe('BROKEN');
    expect(broken.contract.brokenReason).toContain('columns.campaign_id');
    expect(await server.data(COMPILE, { input: customer360 })).toMatchObject({
      compileProduct: { compilation: { status: 'FAILED' } },
    });
  });
});
