import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createActions } from '../../src/actions/createActions.js';
import { graphAsOf } from '../../src/entities/past/pastGraph.js';
import { edgesFrom } from '../../src/lineage/parts.js';
import { acmeProduct, campaignAttribution, mustPublish, publishAcme } from '../support/acme.js';
import { databases, openTestDatabase } from '../support/databases.js';
import { Graph } from './graph.js';
import type { ProductRequest } from '../../src/actions/kit/productRequest.js';

const PRODUCTS = [
  'sales.customer-360',
  'marketing.campaign-attribution',
  'finance.revenue-metrics',
  'marketing.targeting-engine',
  'sales.opportunity-pipeline',
];
const CONTRACTS = [
  'marketing-to-sales-customer-interactions',
  'sales-to-finance-customers',
  'sales-to-marketing-customers',
  'sales-to-marketing-customer-segments',
];
const ROOTS = ['sales.customer-360.customers', 'sales.customer-360', 'marketing.campaign-attribution'];
const INTERACTIONS = 'marketing.campaign-attribution.customer_interactions';

const CONTRACT = `name version status brokenReason lifecycle { status since } compatibility breakingChangeNotice columns { name type required }
  sla { freshness availability } announced { response announcement { version status product { version } } }`;
const PRODUCT = `fqn version description pattern coverage source publishedAt publishedBy retiredAt retiredReason
  ownership { team email } domain { name } schedule { cron }
  latestCompilation { status at }
  announcement { version status effectiveAt reason contracts { response note contract { name version } } }
  outputPorts { fqn description table lifecycle { status since } columns { name type } sla { freshness } access { default grants { grantee } }
    namespace { path } product { fqn version }
    consumers(first: 100) { totalCount nodes { fqn version } } contracts { totalCount nodes { name status version } } }
  inputPorts { fqn freshnessRequirement product { version } contract { ${CONTRACT} }
    source { ... on IngestionSource { type source } ... on DataProductSource { ref port { fqn columns { name } } } } }
  models(first: 100) { totalCount nodes { name coverage tests layer { name } product { version } } }
  consumers { totalCount nodes { fqn version consumers { totalCount } } }
  providers { totalCount nodes { fqn version } }
  contracts { totalCount nodes { ${CONTRACT} provider { fqn columns { name } product { version } } consumer { fqn version } } }
  versions { totalCount nodes { version publishedAt } }`;
const LINEAGE = `root { fqn kind depth } nodes { fqn kind depth object { __typename
    ... on DataProduct { version } ... on OutputPort { columns { name } product { version } }
    ... on InputPort { contract { version status } product { version } } ... on Model { coverage product { version } } } }
  edges { from to contract { name version status } } truncated frontier cycles`;

/** All that can be asked of an instant; without one, of the present. */
function everything(asOf?: string): string {
  const then = asOf === undefined ? '' : `, asOf: "${asOf}"`;
  const products = PRODUCTS.map((fqn, index) => `p${index}: product(fqn: "${fqn}"${then}) { ${PRODUCT} }`);
  const contracts = CONTRACTS.map(
    (name, index) =>
      `k${index}: contract(name: "${name}"${then}) { ${CONTRACT} compatibilityDefinition source
        provider { fqn table columns { name } product { fqn version } } consumer { fqn version retiredAt }
        versions { totalCount nodes { version at } } changes(first: 100) { totalCount nodes { kind path at } } }`,
  );
  const lineage = ROOTS.flatMap((of, index) =>
    ['PRODUCT', 'PORT', 'MODEL'].map(
      (level) => `l${index}${level}: lineage(of: "${of}", level: ${level}, direction: BOTH${then}) { ${LINEAGE} }`,
    ),
  );
  return `{ ${[...products, ...contracts, ...lineage].join('\n')} }`;
}

const raised = (name: string, from: string, to: string, edit = (text: string): string => text): ProductRequest =>
  acmeProduct(name, { source: (text) => edit(text.replace(`version: "${from}"`, `version: "${to}"`)) });

const forceReason = 'The campaign data is gone.';

/** The document of sales.customer-360: with its second port deprecated. */
const deprecated = (text: string): string =>
  text.replace(
    '  - name: customer_segments\n',
    '  - name: customer_segments\n    lifecycle: {status: deprecated, since: "2026-06-10"}\n',
  );

/** ... with its first port closed to finance. */
const closed = (text: string): string => text.replace('        - domain: finance\n          access: read\n', '');

/** ... without its second port, and without what it reads of marketing. */
const lone = (text: string): string =>
  text.replace(/ {2}- name: customer_segments[^]*?\n\n/, '').replace(/ {2}- name: marketing_interactions[^]*?\n\n/, '');

describe.each(databases)('the graph as it was, on %s', (dialect) => {
  let graph: Graph;
  let now = new Date('2026-01-15T12:00:00.000Z');
  const told: { readonly at: string; readonly answer: unknown }[] = [];

  /** Does something at an instant, and keeps what the catalog then says of the present. */
  async function at(instant: string, work: () => Promise<unknown>): Promise<void> {
    now = new Date(instant);
    await work();
    told.push({ at: now.toISOString(), answer: await graph.ask(everything()) });
  }

  beforeAll(async () => {
    const db = await openTestDatabase(dialect);
    graph = new Graph({ db, clock: { now: () => now }, actor: { name: 'ada' }, registry: { base: null } });
    const actions = createActions(graph.kit);
    const retire = async (fqn: string): Promise<void> => {
      const { userErrors } = await actions.retireProduct({ fqn, reason: 'Nobody asks for it.' });
      if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
    };
    await at('2026-01-15T12:00:00.000Z', () => publishAcme(actions));
    await at('2026-02-10T09:00:00.000Z', () =>
      mustPublish(
        actions,
        campaignAttribution('1.6.0', (names) => (names['channel_group'] = { type: 'string' })),
      ),
    );
    await at('2026-03-05T09:00:00.000Z', () => retire('finance.revenue-metrics'));
    const withoutCampaign = campaignAttribution('2.0.0', (names) => delete names['campaign_id']);
    await at('2026-03-27T09:00:00.000Z', () => actions.announceProduct(withoutCampaign));
    await at('2026-03-28T09:00:00.000Z', () =>
      actions.acknowledgeChange({ contract: CONTRACTS[0] ?? '', response: 'blocked', note: 'We need it.' }),
    );
    await at('2026-04-01T09:00:00.000Z', () => mustPublish(actions, { ...withoutCampaign, forceReason }));
    await at('2026-05-01T09:00:00.000Z', () =>
      mustPublish(
        actions,
        campaignAttribution('2.1.0', (names) => {
          names['channel_group'] = { type: 'string' };
          names['touchpoints'] = { type: 'integer' };
        }),
      ),
    );
    await at('2026-05-10T09:00:00.000Z', () =>
      actions.announceProduct(campaignAttribution('3.0.0', (names) => delete names['campaign_id'])),
    );
    await at('2026-05-20T09:00:00.000Z', () =>
      actions.withdrawAnnouncement({ fqn: 'marketing.campaign-attribution', reason: 'Too early.' }),
    );
    await at('2026-06-01T09:00:00.000Z', () =>
      mustPublish(actions, raised('finance/revenue-metrics', '4.1.0', '4.2.0')),
    );
    const sales = 'sales/customer-360';
    await at('2026-06-10T09:00:00.000Z', () => mustPublish(actions, raised(sales, '3.2.1', '3.3.0', deprecated)));
    await at('2026-06-20T09:00:00.000Z', () =>
      mustPublish(actions, { ...raised(sales, '3.2.1', '4.0.0', (text) => closed(deprecated(text))), forceReason }),
    );
    await at('2026-06-30T09:00:00.000Z', () =>
      mustPublish(actions, { ...raised(sales, '3.2.1', '5.0.0', (text) => lone(text)), forceReason }),
    );
    await at('2026-07-01T09:00:00.000Z', () => retire('marketing.targeting-engine'));
    now = new Date('2026-08-01T09:00:00.000Z');
  }, 120_000);
  afterAll(() => graph.close());

  it('is what was answered then, whenever something changed', async () => {
    expect(told).toHaveLength(14);
    for (const [index, { at: instant, answer }] of told.entries()) {
      expect(await graph.ask(everything(instant))).toEqual(answer);
      // ... and goes on being it until the next change.
      const next = told[index + 1]?.at ?? now.toISOString();
      const before = new Date(Date.parse(next) - 1).toISOString();
      expect(await graph.ask(everything(before))).toEqual(answer);
    }
    const different = new Set(told.map(({ answer }) => JSON.stringify(answer)));
    expect(different.size).toBe(told.length);
    const all = JSON.stringify(told);
    for (const status of ['ACTIVE', 'DEPRECATED', 'BROKEN', 'RETIRED', 'ANNOUNCED'])
      expect(all).toContain(`"status":"${status}"`);
  });

  it('has the same lineage in whatever steps what changed since is read', async () => {
    const { db } = graph;
    const edgesAt = async (at: string, limit?: number): Promise<unknown> => {
      const then = await graphAsOf(db, at, 'port', { limit });
      const names = Array.from({ length: then.names.count }, (_, id) => then.names.text(id));
      return edgesFrom(then, names.sort(), 'port');
    };
    const [{ at: first } = { at: '' }] = told;
    const { statements } = await db.countStatements(() => edgesAt(first, 1));
    expect(statements.filter((each) => each.includes('changed')).length).toBeGreaterThan(2);
    for (const { at } of told) expect({ at, edges: await edgesAt(at, 1) }).toEqual({ at, edges: await edgesAt(at) });
  });

  it('is given up where nobody waits for it any more', async () => {
    const [{ at } = { at: '' }] = told;
    let asked = 0;
    const check = (): void => {
      asked += 1;
      if (asked === 2) throw new Error('nobody waits');
    };
    await expect(graphAsOf(graph.db, at, 'port', { limit: 1, check })).rejects.toThrow('nobody waits');
  });

  it('is the present now', async () => {
    expect(await graph.ask(everything(now.toISOString()))).toEqual(await graph.ask(everything()));
  });

  it('tells consumers of any time, also of what stands today', async () => {
    const data = await graph.ask(`{ product(fqn: "sales.customer-360") {
      today: consumers { nodes { fqn version } totalCount }
      spring: consumers(asOf: "2026-04-10T00:00:00Z") { nodes { fqn version } totalCount }
      winter: consumers(asOf: "2026-01-20T00:00:00+02:00") { nodes { fqn } totalCount }
      before: consumers(asOf: "2025-01-01T00:00:00Z") { nodes { fqn } totalCount }
      outputPorts { name today: consumers { nodes { fqn } } winter: consumers(asOf: "2026-01-20T00:00:00Z") { nodes { fqn } } } } }`);
    const [finance, attribution, targeting] = [
      { fqn: 'finance.revenue-metrics' },
      { fqn: 'marketing.campaign-attribution' },
      { fqn: 'marketing.targeting-engine' },
    ];
    expect(data['product']).toMatchObject({
      before: { nodes: [], totalCount: 0 },
      winter: { nodes: expect.arrayContaining([finance, attribution, targeting]) as unknown, totalCount: 3 },
      spring: {
        nodes: expect.arrayContaining([
          { ...attribution, version: '2.0.0' },
          expect.objectContaining(targeting),
        ]) as unknown,
        totalCount: 2,
      },
      today: {
        nodes: expect.arrayContaining([
          { ...attribution, version: '2.1.0' },
          { ...finance, version: '4.2.0' },
        ]) as unknown,
        totalCount: 2,
      },
      outputPorts: [{ name: 'customers', today: { nodes: expect.arrayContaining([finance]) as unknown } }],
    });
  });

  it('tells where a contract stood, and why it was broken', async () => {
    const data = await graph.ask(`{
      spring: contract(name: "${CONTRACTS[0]}", asOf: "2026-04-10T00:00:00Z") { status version brokenReason columns { name } }
      summer: contract(name: "${CONTRACTS[0]}", asOf: "2026-05-10T00:00:00Z") { status brokenReason }
      ended: contract(name: "${CONTRACTS[1]}", asOf: "2026-04-10T00:00:00Z") { status consumer { fqn retiredAt retiredReason } }
    }`);
    expect(data).toMatchObject({
      spring: {
        status: 'BROKEN',
        version: '1.1.0',
        brokenReason: expect.stringContaining('columns.campaign_id') as unknown,
      },
      summer: { status: 'ACTIVE', brokenReason: null },
      ended: { status: 'RETIRED', consumer: { fqn: 'finance.revenue-metrics', retiredAt: '2026-03-05T09:00:00.000Z' } },
    });
  });

  it('is empty before anything was published', async () => {
    const asOf = '2026-01-15T11:59:59.999Z';
    const data = await graph.ask<Record<string, { nodes?: unknown[]; edges?: unknown[] } | null>>(everything(asOf));
    for (const [field, answer] of Object.entries(data))
      if (field.startsWith('l')) expect(answer).toMatchObject({ nodes: [], edges: [], cycles: [], truncated: false });
      else expect(answer).toBeNull();
  });

  it('gives objects of a version that is kept the id of that version', async () => {
    const data = await graph.ask<{ product: { id: string; outputPorts: { id: string }[] } }>(
      '{ product(fqn: "marketing.campaign-attribution", asOf: "2026-03-01T00:00:00Z") { id outputPorts { id } } }',
    );
    const kept = await graph.ask<{ product: { id: string; outputPorts: { id: string }[] } }>(
      '{ product(fqn: "marketing.campaign-attribution", version: "1.6.0") { id outputPorts { id } } }',
    );
    expect(data).toEqual(kept);
  });

  const TOMORROW = '2026-08-01T09:00:00.001Z';
  it.each([
    [`{ product(fqn: "sales.customer-360", asOf: "${TOMORROW}") { fqn } }`, 'BAD_USER_INPUT', /which is to come/],
    [`{ contract(name: "${CONTRACTS[0]}", asOf: "${TOMORROW}") { name } }`, 'BAD_USER_INPUT', /which is to come/],
    [`{ lineage(of: "${INTERACTIONS}", asOf: "${TOMORROW}") { truncated } }`, 'BAD_USER_INPUT', /which is to come/],
    [
      `{ product(fqn: "sales.customer-360") { consumers(asOf: "${TOMORROW}") { totalCount } } }`,
      'BAD_USER_INPUT',
      /which is to come/,
    ],
    [
      '{ product(fqn: "sales.customer-360", version: "3.2.1", asOf: "2026-02-01T00:00:00Z") { fqn } }',
      'BAD_USER_INPUT',
      /both given/,
    ],
    ['{ lineage(of: "sales.nothing", asOf: "2026-02-01T00:00:00Z") { truncated } }', 'NOT_FOUND', /no product, port/],
    [
      '{ lineage(of: "source:dlt/nothing", asOf: "2026-02-01T00:00:00Z") { truncated } }',
      'NOT_FOUND',
      /no product, port/,
    ],
  ])('refuses %s', async (operation, code, message) => {
    const refusal = await graph.refusal(operation);
    expect(refusal.code).toBe(code);
    expect(refusal.message).toMatch(message);
  });
});
