import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordObservations } from '../../src/actions/recordObservations.js';
import { databases } from '../support/databases.js';
import { COMPANY, publishSketches } from './company.js';
import { Graph } from './graph.js';

const NAME = 'marketing-to-sales-customer-interactions';

describe.each(databases)('contracts on %s', (dialect) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await Graph.of(dialect);
    const [attribution] = COMPANY.filter((each) => each.fqn === 'marketing.campaign-attribution');
    if (!attribution) throw new Error('no such product');
    const outputs = { customer_interactions: ['customer_id'], attribution: ['campaign_id'] };
    await publishSketches(graph.kit, [{ ...attribution, version: '1.1.0', outputs }]);
  });
  afterAll(() => graph.close());

  it('stand between a port and a product', async () => {
    const data = await graph.ask(`{
      contract(name: "${NAME}") {
        name version status compatibility breakingChangeNotice
        provider { fqn } consumer { fqn } columns { name } sla { freshness }
      }
      nothing: contract(name: "nothing") { name }
    }`);
    expect(data).toEqual({
      contract: {
        name: NAME,
        version: '2.0.0',
        status: 'ACTIVE',
        compatibility: 'BACKWARD',
        breakingChangeNotice: 'P7D',
        provider: { fqn: 'marketing.campaign-attribution.customer_interactions' },
        consumer: { fqn: 'sales.customer-360' },
        columns: [{ name: 'customer_id' }],
        sla: { freshness: 'PT6H' },
      },
      nothing: null,
    });
  });

  it('have versions that are found again by their ids, as those of products are', async () => {
    type Versions = { versions: { nodes: { id: string; version: string }[] } };
    const data = await graph.ask<{ contract: Versions; product: Versions }>(`{
      contract(name: "${NAME}") { versions { nodes { id version } } }
      product(fqn: "marketing.campaign-attribution") { versions { nodes { id version } } }
    }`);
    const versions = [...data.contract.versions.nodes, ...data.product.versions.nodes];
    expect(versions.map(({ version }) => version)).toEqual(['2.0.0', '1.0.0', '1.1.0', '1.0.0']);
    const again = await graph.ask(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on DataContractVersion { version } ... on DataProductVersion { version } } }`,
      { ids: versions.map(({ id }) => id) },
    );
    expect(again).toEqual({ nodes: versions });
  });

  it('keep their versions and tell what changed', async () => {
    const data = await graph.ask<Record<string, unknown>>(`{
      contract(name: "${NAME}") {
        versions { nodes { version columns { name } source } totalCount }
        changes { nodes { kind severity path before after message at effectiveAt actor contract { name } port { fqn } } totalCount }
      }
      then: contract(name: "${NAME}", version: "1.0.0") { id version columns { name } }
      never: contract(name: "${NAME}", version: "7.0.0") { name }
    }`);
    expect(data).toMatchObject({
      contract: {
        versions: {
          nodes: [
            {
              version: '2.0.0',
              columns: [{ name: 'customer_id' }],
              source: expect.stringContaining('version: "2.0.0"'),
            },
            { version: '1.0.0', columns: [{ name: 'customer_id' }, { name: 'campaign_id' }] },
          ],
          totalCount: 2,
        },
        changes: {
          nodes: [
            { kind: 'CONTRACT_ESTABLISHED', severity: 'INFO', actor: 'ada', effectiveAt: null },
            {
              kind: 'COLUMN_REMOVED',
              severity: 'BREAKING',
              path: 'columns.campaign_id',
              after: null,
              at: '2026-01-15T12:00:00.000Z',
              effectiveAt: '2026-01-22T12:00:00.000Z',
              contract: { name: NAME },
              port: { fqn: 'marketing.campaign-attribution.customer_interactions' },
            },
          ],
          totalCount: 2,
        },
      },
      then: { version: '1.0.0', columns: [{ name: 'customer_id' }, { name: 'campaign_id' }] },
      never: null,
    });
    const { id } = data['then'] as { id: string };
    const again = await graph.ask('query ($id: ID!) { node(id: $id) { id ... on DataContract { version } } }', { id });
    expect(again['node']).toEqual({ id, version: '1.0.0' });
  });

  it('decision 16: are documents: as ADR-0021 prints them, and as the Open Data Contract Standard does', async () => {
    const { contract } = await graph.ask<{ contract: Record<string, string> }>(
      `{ contract(name: "${NAME}") { source floe: source(format: FLOE) nothing: source(format: null) odcs: source(format: ODCS) } }`,
    );
    expect(contract['source']).toMatch(
      /^apiVersion: floe.dev\/v1\nkind: DataContract\nmetadata:\n {2}name: marketing-to-sales/,
    );
    expect([contract['floe'], contract['nothing']]).toEqual([contract['source'], contract['source']]);
    expect(contract['odcs']).toMatch(/^apiVersion: v3\.1\.0\nkind: DataContract\n/);
    expect(contract['odcs']).toContain('physicalName: marketing.gold.customer_interactions');
  });

  it.each([
    [
      'the providing port',
      { provider: 'sales.customer-360.customer_segments' },
      ['sales-to-marketing-customer-segments'],
    ],
    ['the providing product', { provider: 'marketing.campaign-attribution' }, [NAME]],
    ['the providing domain', { provider: 'marketing' }, [NAME]],
    ['the consuming product', { consumer: 'finance.revenue-metrics' }, ['sales-to-finance-customers']],
    [
      'the consuming domain',
      { consumer: 'marketing' },
      ['sales-to-marketing-customer-segments', 'sales-to-marketing-customers'],
    ],
    ['the status', { status: ['BROKEN', 'RETIRED'] }, []],
    ['text', { text: 'INTERACTIONS' }, [NAME]],
  ])('are chosen by %s', async (_, filter, expected) => {
    const { contracts } = await graph.ask<{ contracts: { nodes: { name: string }[]; totalCount: number } }>(
      'query ($filter: DataContractFilter) { contracts(filter: $filter) { nodes { name } totalCount } }',
      { filter },
    );
    expect(contracts.nodes.map((each) => each.name)).toEqual(expected);
    expect(contracts.totalCount).toBe(expected.length);
  });

  it('are read back from the change feed, from where one left off', async () => {
    const feed = async (
      args: string,
    ): Promise<{ nodes: { cursor: string; kind: string }[]; edges: { cursor: string }[] }> =>
      (
        await graph.ask<{
          contractChanges: { nodes: { cursor: string; kind: string }[]; edges: { cursor: string }[] };
        }>(`{ contractChanges(${args}) { nodes { cursor kind } edges { cursor } } }`)
      ).contractChanges;
    const all = await feed('first: 500');
    expect(all.nodes.map((each) => each.kind)).toEqual([
      ...Array<string>(4).fill('CONTRACT_ESTABLISHED'),
      'COLUMN_REMOVED',
    ]);
    expect(all.edges.map((each) => each.cursor)).toEqual(all.nodes.map((each) => each.cursor));
    const rest = await feed(`after: "${all.nodes[2]?.cursor ?? ''}"`);
    expect(rest.nodes).toEqual(all.nodes.slice(3));
  });

  it.each([
    ['severities', '{ severities: [BREAKING] }', 1],
    ['the consuming product', '{ products: ["sales.customer-360"], role: CONSUMER }', 2],
    ['either end', '{ products: ["sales.customer-360"] }', 5],
    ['a providing domain', '{ domains: ["marketing"], role: PROVIDER }', 2],
    ['a port', '{ ports: ["sales.customer-360.customers"] }', 2],
    ['a contract', `{ contracts: ["${NAME}"], severities: [INFO] }`, 1],
    ['what happened', '{ kinds: [COLUMN_REMOVED, COLUMN_RENAMED] }', 1],
    ['who did it', `{ actors: ["ada", "grace"], contracts: ["${NAME}"] }`, 2],
    ['another actor', '{ actors: ["grace"] }', 0],
    ['a time, its beginning included', `{ since: "2026-01-15T13:00:00+01:00", contracts: ["${NAME}"] }`, 2],
    ['a time that is to come', '{ since: "2026-01-15T12:00:00.001Z" }', 0],
    ['a time, its end not included', '{ until: "2026-01-15T12:00:00Z" }', 0],
    [
      'a time from and to',
      `{ since: "2026-01-15T12:00:00Z", until: "2026-01-15T12:00:01Z", kinds: [COLUMN_REMOVED] }`,
      1,
    ],
  ])('change as the feed says, chosen by %s', async (_, filter, count) => {
    const data = await graph.ask(`{ contractChanges(filter: ${filter}) { totalCount } }`);
    expect(data).toEqual({ contractChanges: { totalCount: count } });
  });

  it('are hit by a breach of the port, until it is resolved', async () => {
    const observe = (hoursOld: number, at: string) =>
      recordObservations(graph.kit, {
        observations: [
          {
            port: 'sales.customer-360.customers',
            objective: 'freshness',
            at,
            dataAt: new Date(Date.parse(at) - hoursOld * 3_600_000).toISOString(),
          },
        ],
      });
    const BREACHES = `query ($filter: SlaBreachFilter) {
      slaBreaches(filter: $filter) { nodes { id cursor objective target observed openedAt resolvedAt port { fqn } affected { nodes { name } totalCount } } totalCount }
      outputPort(fqn: "sales.customer-360.customers") { slaStatus { objective state observed dueAt } }
    }`;
    await observe(8, '2026-01-15T11:00:00.000Z');
    const open = await graph.ask<{ slaBreaches: { nodes: { id: string; cursor: string }[] } }>(BREACHES, {
      filter: { open: true, domains: ['sales'], products: ['sales.customer-360'], objectives: ['FRESHNESS'] },
    });
    expect(open).toMatchObject({
      slaBreaches: {
        nodes: [
          {
            objective: 'FRESHNESS',
            target: '6h',
            observed: '8h',
            resolvedAt: null,
            port: { fqn: 'sales.customer-360.customers' },
            affected: {
              nodes: [{ name: 'sales-to-marketing-customers' }, { name: 'sales-to-finance-customers' }],
              totalCount: 2,
            },
          },
        ],
        totalCount: 1,
      },
      outputPort: {
        slaStatus: [
          { objective: 'FRESHNESS', state: 'BREACHED', observed: '8h' },
          { state: 'UNKNOWN' },
          { state: 'UNKNOWN' },
        ],
      },
    });
    await observe(1, '2026-01-15T12:00:00.000Z');
    expect(await graph.ask(BREACHES, { filter: { open: true } })).toMatchObject({ slaBreaches: { nodes: [] } });
    const [breach] = open.slaBreaches.nodes;
    const after = await graph.ask<{ node: { cursor: string } }>(
      'query ($id: ID!) { node(id: $id) { ... on SlaBreach { cursor resolvedAt } } }',
      { id: breach?.id },
    );
    expect(after.node).toMatchObject({ resolvedAt: '2026-01-15T12:00:00.000Z' });
    expect(after.node.cursor).not.toBe(breach?.cursor);
  });

  it('are told what monitoring saw of a port, the earliest first, page by page', async () => {
    const port = 'sales.customer-360.customers';
    const at = (hour: number): string => `2026-01-14T0${hour}:00:00.000Z`;
    await recordObservations(graph.kit, {
      observations: [
        { port, objective: 'quality', at: at(9), metric: 'completeness', value: 99.5, id: 'run-1' },
        { port, objective: 'availability', at: at(8), up: false },
        { port, objective: 'availability', at: at(7), up: true },
        { port, objective: 'freshness', at: at(8), dataAt: '2026-01-14T06:30:00.000Z' },
      ],
    });
    const ask = async (
      given: string,
    ): Promise<{ nodes: object[]; totalCount: number; pageInfo: { endCursor: string } }> =>
      (
        await graph.ask<{ observations: never }>(
          `{ observations(port: "${port}", ${given}) { nodes { id at objective metric observed source } totalCount pageInfo { endCursor } } }`,
        )
      ).observations;
    const first = await ask('since: "2026-01-14T00:00:00Z", first: 3');
    const none = { id: null, source: null };
    expect(first.nodes).toEqual([
      { ...none, at: at(7), objective: 'AVAILABILITY', metric: 'availability', observed: 'up' },
      { ...none, at: at(8), objective: 'AVAILABILITY', metric: 'availability', observed: 'down' },
      { ...none, at: at(8), objective: 'FRESHNESS', metric: 'freshness', observed: '1h30m' },
    ]);
    const quality = {
      id: 'run-1',
      at: at(9),
      objective: 'QUALITY',
      metric: 'completeness',
      observed: '99.5%',
      source: null,
    };
    expect((await ask(`since: "2026-01-14T00:00:00Z", after: "${first.pageInfo.endCursor}"`)).nodes[0]).toEqual(
      quality,
    );
    expect(await ask('objective: QUALITY')).toMatchObject({ nodes: [quality], totalCount: 1 });
    const { errors } = await graph.result('{ observations(port: "sales.customer-360.customer") { totalCount } }');
    expect(errors).toMatchObject([{ message: expect.stringContaining(`Did you mean ${port}`) as string }]);
  });
});
