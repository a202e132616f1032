import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/databases.js';
import { Graph } from './graph.js';

const LINEAGE = /* GraphQL */ `
  query (
    $of: String!
    $direction: LineageDirection! = DOWNSTREAM
    $level: LineageLevel! = PORT
    $maxDepth: Int
    $maxNodes: Int
  ) {
    lineage(of: $of, direction: $direction, level: $level, maxDepth: $maxDepth, maxNodes: $maxNodes) {
      root {
        fqn
        kind
        depth
      }
      nodes {
        fqn
        kind
        depth
        object {
          __typename
          id
        }
      }
      edges {
        from
        to
        contract {
          name
        }
      }
      truncated
      frontier
      cycles
    }
  }
`;

interface Lineage {
  readonly root: { readonly fqn: string; readonly kind: string; readonly depth: number };
  readonly nodes: readonly {
    readonly fqn: string;
    readonly kind: string;
    readonly depth: number;
    readonly object: { readonly __typename: string } | null;
  }[];
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly contract: { readonly name: string } | null;
  }[];
  readonly truncated: boolean;
  readonly frontier: readonly string[];
  readonly cycles: readonly (readonly string[])[];
}

const CYCLE = ['marketing.campaign-attribution', 'sales.customer-360'];

describe.each(databases)('lineage on %s', (dialect) => {
  let graph: Graph;
  const lineage = async (variables: Record<string, unknown>): Promise<Lineage> =>
    (await graph.ask<{ lineage: Lineage }>(LINEAGE, variables)).lineage;
  const depths = (answer: Lineage): string[] => answer.nodes.map((node) => `${node.depth} ${node.fqn}`);

  beforeAll(async () => {
    graph = await Graph.of(dialect);
  });
  afterAll(() => graph.close());

  it('follows a port downstream through the ports of its consumers, and ends where a cycle closes', async () => {
    const answer = await lineage({ of: 'marketing.campaign-attribution.customer_interactions' });
    expect(answer.root).toEqual({
      fqn: 'marketing.campaign-attribution.customer_interactions',
      kind: 'OUTPUT_PORT',
      depth: 0,
    });
    expect(depths(answer)).toEqual([
      '0 marketing.campaign-attribution.customer_interactions',
      '1 sales.customer-360.marketing_interactions',
      '2 sales.customer-360.customer_segments',
      '2 sales.customer-360.customers',
      '3 finance.revenue-metrics.sales_customers',
      '3 marketing.campaign-attribution.sales_customers',
      '3 marketing.targeting-engine.segments',
      '4 finance.revenue-metrics.revenue',
      '4 marketing.campaign-attribution.attribution',
      '4 marketing.targeting-engine.audiences',
    ]);
    expect([answer.truncated, answer.frontier, answer.cycles]).toEqual([false, [], [CYCLE]]);
    const contracts = answer.edges.flatMap(({ from, contract }) => (contract ? [`${from} ${contract.name}`] : []));
    expect(contracts).toEqual([
      'marketing.campaign-attribution.customer_interactions marketing-to-sales-customer-interactions',
      'sales.customer-360.customer_segments sales-to-marketing-customer-segments',
      'sales.customer-360.customers sales-to-finance-customers',
      'sales.customer-360.customers sales-to-marketing-customers',
    ]);
    expect(answer.nodes.map((node) => node.object?.__typename)).toEqual(
      answer.nodes.map((node) => (node.kind === 'INPUT_PORT' ? 'InputPort' : 'OutputPort')),
    );
  });

  it('follows it upstream to the sources', async () => {
    const answer = await lineage({ of: 'sales.opportunity-pipeline.pipeline_stages', direction: 'UPSTREAM' });
    expect(depths(answer)).toEqual([
      '0 sales.opportunity-pipeline.pipeline_stages',
      '1 sales.opportunity-pipeline.crm',
      '2 source:dlt/salesforce',
    ]);
    expect(answer.nodes[2]).toMatchObject({ kind: 'SOURCE', object: null });
    expect(answer.edges).toContainEqual({
      from: 'source:dlt/salesforce',
      to: 'sales.opportunity-pipeline.crm',
      contract: null,
    });
  });

  it('goes both ways from one root', async () => {
    const answer = await lineage({ of: 'sales.opportunity-pipeline.crm', direction: 'BOTH' });
    expect(depths(answer)).toEqual([
      '0 sales.opportunity-pipeline.crm',
      '1 sales.opportunity-pipeline.pipeline_stages',
      '1 source:dlt/salesforce',
    ]);
  });

  it('passes through the models at level MODEL', async () => {
    const answer = await lineage({ of: 'sales.customer-360.crm_data', level: 'MODEL', maxDepth: 2 });
    expect(depths(answer)).toEqual([
      '0 sales.customer-360.crm_data',
      '1 sales.customer-360#sales_gold_customer_segments',
      '1 sales.customer-360#sales_gold_customers',
      '2 sales.customer-360.customer_segments',
      '2 sales.customer-360.customers',
    ]);
    expect(answer.nodes[1]?.object?.__typename).toBe('Model');
    const fromModel = await lineage({
      of: 'marketing.campaign-attribution#gold_attribution',
      level: 'MODEL',
      direction: 'UPSTREAM',
      maxDepth: 1,
    });
    expect(depths(fromModel)).toEqual([
      '0 marketing.campaign-attribution#gold_attribution',
      '1 marketing.campaign-attribution.sales_customers',
    ]);
  });

  it('goes from product to product at level PRODUCT, each edge with its contract, the cycle told', async () => {
    const answer = await lineage({ of: 'sales.customer-360', level: 'PRODUCT' });
    expect(depths(answer)).toEqual([
      '0 sales.customer-360',
      '1 finance.revenue-metrics',
      '1 marketing.campaign-attribution',
      '1 marketing.targeting-engine',
    ]);
    expect(answer.edges).toContainEqual({
      from: 'marketing.campaign-attribution',
      to: 'sales.customer-360',
      contract: { name: 'marketing-to-sales-customer-interactions' },
    });
    expect(answer.cycles).toEqual([CYCLE]);
    expect(answer.nodes.every((node) => node.object?.__typename === 'DataProduct')).toBe(true);
  });

  it('starts from the product of a port at level PRODUCT', async () => {
    expect((await lineage({ of: 'sales.customer-360.customers', level: 'PRODUCT' })).root.fqn).toBe(
      'sales.customer-360',
    );
  });

  it('starts from a product through its own ports: the outputs downstream, the inputs upstream', async () => {
    const down = await lineage({ of: 'marketing.targeting-engine' });
    expect(depths(down)).toEqual(['0 marketing.targeting-engine', '1 marketing.targeting-engine.audiences']);
    const up = await lineage({ of: 'marketing.targeting-engine', direction: 'UPSTREAM', maxDepth: 2 });
    expect(depths(up)).toEqual([
      '0 marketing.targeting-engine',
      '1 marketing.targeting-engine.segments',
      '2 sales.customer-360.customer_segments',
    ]);
    expect([up.truncated, up.frontier]).toEqual([true, ['sales.customer-360.customer_segments']]);
  });

  it('says where it was cut by depth, and that asking on from there is the rest', async () => {
    const of = 'marketing.campaign-attribution.customer_interactions';
    const cut = await lineage({ of, maxDepth: 2 });
    expect([cut.truncated, cut.frontier]).toEqual([
      true,
      ['sales.customer-360.customer_segments', 'sales.customer-360.customers'],
    ]);
    const rest = await Promise.all(cut.frontier.map((fqn) => lineage({ of: fqn })));
    const joined = new Set([cut, ...rest].flatMap((answer) => answer.nodes.map((node) => node.fqn)));
    expect([...joined].sort()).toEqual((await lineage({ of })).nodes.map((node) => node.fqn).sort());
  });

  it('keeps the nearest where it was cut by number', async () => {
    const of = 'marketing.campaign-attribution.customer_interactions';
    const cut = await lineage({ of, maxNodes: 3 });
    expect(depths(cut)).toEqual([
      '0 marketing.campaign-attribution.customer_interactions',
      '1 sales.customer-360.marketing_interactions',
      '2 sales.customer-360.customer_segments',
    ]);
    expect([cut.truncated, cut.frontier]).toEqual([
      true,
      ['sales.customer-360.customer_segments', 'sales.customer-360.marketing_interactions'],
    ]);
    const whole = await lineage({ of, maxNodes: 10 });
    expect([whole.nodes.length, whole.truncated]).toEqual([10, false]);
  });

  it.each([
    [{ of: 'sales.customer-360.customer' }, 'NOT_FOUND', /Did you mean sales\.customer-360\.customers/],
    [{ of: 'sales.customer-360.leads' }, 'NOT_FOUND', /There is no product, port, model or source/],
    [
      { of: 'sales.customer-360', level: 'COLUMN' },
      'BAD_USER_INPUT',
      /is a product: at level COLUMN ask for one of its ports/,
    ],
    [{ of: 'sales.customer-360', maxDepth: 0 }, 'BAD_USER_INPUT', /maxDepth is 0/],
    [{ of: 'sales.customer-360', maxNodes: -1 }, 'BAD_USER_INPUT', /maxNodes is -1/],
    [{ of: 'sales.customer-360#sales_gold_customers' }, 'BAD_USER_INPUT', /ask at level MODEL/],
    [{ of: 'source:dlt/salesforce', level: 'PRODUCT' }, 'BAD_USER_INPUT', /belongs to no product/],
  ])('refuses %j', async (variables, code, message) => {
    const refusal = await graph.refusal(LINEAGE, variables);
    expect(refusal.code).toBe(code);
    expect(refusal.message).toMatch(message);
  });
});
