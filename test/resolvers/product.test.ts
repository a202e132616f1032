import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/databases.js';
import { Graph } from './graph.js';

const DESCRIBE = /* GraphQL */ `
  query Describe($fqn: String!) {
    product(fqn: $fqn) {
      name
      version
      domain {
        name
      }
      ownership {
        team
        email
      }
      outputPorts {
        name
        table
        namespace {
          path
          layer {
            name
            prefix
          }
        }
        columns {
          name
          type
          required
        }
        sla {
          freshness
          availability
          quality {
            metric
            target
          }
        }
        slaStatus {
          objective
          metric
          target
          observed
          state
        }
        access {
          default
          grants {
            grantee
            granteeKind
            access
          }
        }
        consumers {
          nodes {
            fqn
          }
          totalCount
        }
      }
      inputPorts {
        name
        freshnessRequirement
        source {
          ... on IngestionSource {
            type
            source
            config
          }
          ... on DataProductSource {
            ref
            port {
              fqn
              product {
                fqn
              }
            }
          }
        }
        contract {
          name
          status
        }
      }
    }
  }
`;

describe.each(databases)('a product on %s', (dialect) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await Graph.of(dialect);
  });
  afterAll(() => graph.close());

  it('is described whole, in one query', async () => {
    const { product } = await graph.ask<{ product: Record<string, unknown> }>(DESCRIBE, { fqn: 'sales.customer-360' });
    expect(product).toMatchObject({
      name: 'customer-360',
      version: '3.2.1',
      domain: { name: 'sales' },
      ownership: { team: 'sales-team', email: 'sales-team@acme.com' },
    });
    expect(product['outputPorts']).toEqual([
      {
        name: 'customers',
        table: 'sales.gold.customers',
        namespace: { path: 'sales.gold', layer: { name: 'gold', prefix: 'sales_gold_' } },
        columns: ['customer_id', 'email', 'region'].map((name) => ({ name, type: 'string', required: false })),
        sla: { freshness: 'PT6H', availability: 99.9, quality: [{ metric: 'completeness', target: 99 }] },
        slaStatus: [
          { objective: 'FRESHNESS', metric: 'freshness', target: '6h', observed: null, state: 'UNKNOWN' },
          { objective: 'AVAILABILITY', metric: 'availability', target: '99.9%', observed: null, state: 'UNKNOWN' },
          { objective: 'QUALITY', metric: 'completeness', target: '99%', observed: null, state: 'UNKNOWN' },
        ],
        access: { default: 'ALLOW', grants: [{ grantee: 'analysts', granteeKind: 'ROLE', access: 'READ' }] },
        consumers: {
          nodes: [{ fqn: 'marketing.campaign-attribution' }, { fqn: 'finance.revenue-metrics' }],
          totalCount: 2,
        },
      },
      expect.objectContaining({
        name: 'customer_segments',
        consumers: { nodes: [{ fqn: 'marketing.targeting-engine' }], totalCount: 1 },
      }),
    ]);
    expect(product['inputPorts']).toEqual([
      {
        name: 'crm_data',
        freshnessRequirement: 'PT24H',
        source: { type: 'dlt', source: 'salesforce', config: { schedule: 'hourly' } },
        contract: null,
      },
      {
        name: 'marketing_interactions',
        freshnessRequirement: 'PT24H',
        source: {
          ref: 'marketing.campaign-attribution.customer_interactions',
          port: {
            fqn: 'marketing.campaign-attribution.customer_interactions',
            product: { fqn: 'marketing.campaign-attribution' },
          },
        },
        contract: { name: 'marketing-to-sales-customer-interactions', status: 'ACTIVE' },
      },
    ]);
  });

  it('decision 14: names its consumers once each, in the order in which they began, and its providers', async () => {
    const data = await graph.ask(/* GraphQL */ `
      {
        product(fqn: "sales.customer-360") {
          consumers {
            nodes {
              fqn
            }
            totalCount
          }
          providers {
            nodes {
              fqn
            }
            totalCount
          }
        }
      }
    `);
    expect(data['product']).toEqual({
      consumers: {
        nodes: [
          { fqn: 'marketing.campaign-attribution' },
          { fqn: 'finance.revenue-metrics' },
          { fqn: 'marketing.targeting-engine' },
        ],
        totalCount: 3,
      },
      providers: { nodes: [{ fqn: 'marketing.campaign-attribution' }], totalCount: 1 },
    });
  });

  it('tells the contracts of either role', async () => {
    const { product } = await graph.ask<{ product: Record<string, { nodes: { name: string }[]; totalCount: number }> }>(
      /* GraphQL */ `
        {
          product(fqn: "sales.customer-360") {
            provided: contracts(role: PROVIDER) {
              nodes {
                name
              }
              totalCount
            }
            consumed: contracts(role: CONSUMER) {
              nodes {
                name
              }
              totalCount
            }
            all: contracts {
              nodes {
                name
              }
              totalCount
            }
          }
        }
      `,
    );
    const names = (role: string): string[] | undefined => product[role]?.nodes.map((each) => each.name);
    expect(names('consumed')).toEqual(['marketing-to-sales-customer-interactions']);
    expect(names('provided')).toEqual([
      'sales-to-marketing-customers',
      'sales-to-finance-customers',
      'sales-to-marketing-customer-segments',
    ]);
    expect(names('all')?.sort()).toEqual([...(names('consumed') ?? []), ...(names('provided') ?? [])].sort());
    expect(product['all']?.totalCount).toBe(4);
  });

  it('runs next at the next place of its schedule, seen from now', async () => {
    const data = await graph.ask(
      '{ product(fqn: "sales.customer-360") { schedule { cron timezone nextRun longestGap } } }',
    );
    expect(data['product']).toEqual({
      schedule: { cron: '0 */6 * * *', timezone: 'UTC', nextRun: '2026-01-15T18:00:00.000Z', longestGap: 'PT6H' },
    });
  });

  it('keeps its versions, the highest first, and shows an older one as it stood', async () => {
    const data = await graph.ask<{ product: unknown; before: { id: string } }>(/* GraphQL */ `
      {
        product(fqn: "sales.customer-360") {
          versions {
            nodes {
              version
              publishedAt
              publishedBy
              source
              digest
            }
            totalCount
          }
        }
        before: product(fqn: "sales.customer-360", version: "3.2.0") {
          id
          version
          description
          source
          outputPorts {
            name
            columns {
              name
            }
            product {
              version
            }
            namespace {
              path
            }
          }
          inputPorts {
            name
            product {
              version
            }
          }
          models {
            nodes {
              name
              product {
                version
              }
            }
            totalCount
          }
          consumers {
            totalCount
          }
          latestCompilation {
            status
            artifacts
          }
        }
        never: product(fqn: "sales.customer-360", version: "9.9.9") {
          fqn
        }
        nowhere: product(fqn: "sales.nothing") {
          fqn
        }
      }
    `);
    const version = (number: string) => ({
      version: number,
      publishedAt: '2026-01-15T12:00:00.000Z',
      publishedBy: 'ada',
      source: expect.stringContaining(`"version":"${number}"`) as string,
      digest: `sha256:${number}`,
    });
    expect(data).toMatchObject({
      product: { versions: { nodes: [version('3.2.1'), version('3.2.0')], totalCount: 2 } },
      before: {
        version: '3.2.0',
        description: 'A view of the customer',
        source: expect.stringContaining('"version":"3.2.0"') as string,
        outputPorts: [
          {
            name: 'customers',
            columns: [{ name: 'customer_id' }, { name: 'email' }],
            product: { version: '3.2.0' },
            namespace: { path: 'sales.gold' },
          },
          { name: 'leads', columns: [{ name: 'lead_id' }], product: { version: '3.2.0' } },
        ],
        inputPorts: [{ name: 'crm_data', product: { version: '3.2.0' } }],
        models: { nodes: [{ name: 'sales_gold_customers', product: { version: '3.2.0' } }], totalCount: 1 },
        consumers: { totalCount: 3 },
        latestCompilation: { status: 'SUCCEEDED', artifacts: { version: '3.2.0' } },
      },
      never: null,
      nowhere: null,
    });
    const again = await graph.ask(
      'query ($id: ID!) { node(id: $id) { id ... on DataProduct { version outputPorts { id name } } } }',
      { id: data.before.id },
    );
    expect(again['node']).toMatchObject({
      id: data.before.id,
      version: '3.2.0',
      outputPorts: [{ name: 'customers' }, { name: 'leads' }],
    });
  });

  it('no longer has a port that it dropped; the contracts of the port still lead to it', async () => {
    const data = await graph.ask('{ outputPort(fqn: "sales.customer-360.leads") { fqn } }');
    expect(data).toEqual({ outputPort: null });
  });

  it('tells its last compilation, its findings by severity', async () => {
    const data = await graph.ask(/* GraphQL */ `
      {
        product(fqn: "sales.customer-360") {
          latestCompilation {
            subject
            status
            organization
            closing
            durationMs
            environment
            stages {
              index
              of
              title
              status
              checks {
                ok
                message
                depth
                diagnostic {
                  code
                }
              }
            }
            diagnostics {
              code
              severity
              notes
              related {
                message
              }
            }
            warnings: diagnostics(severity: WARNING) {
              code
            }
          }
        }
      }
    `);
    expect(data['product']).toMatchObject({
      latestCompilation: {
        subject: 'sales.customer-360',
        status: 'SUCCEEDED',
        organization: 'DATA_MESH',
        closing: null,
        durationMs: 1.5,
        environment: 'production',
        diagnostics: [
          { code: 'EXAMPLE_WARNING', severity: 'WARNING', notes: ['Look here'], related: [] },
          { code: 'EXAMPLE_INFO', severity: 'INFO' },
        ],
        warnings: [{ code: 'EXAMPLE_WARNING' }],
      },
    });
  });

  it('has models in layers, by name', async () => {
    const data = await graph.ask(/* GraphQL */ `
      {
        product(fqn: "sales.customer-360") {
          models(first: 1) {
            nodes {
              name
              layer {
                name
              }
              tests
              coverage
              columns {
                name
                required
              }
            }
            pageInfo {
              hasNextPage
            }
            totalCount
          }
        }
      }
    `);
    expect(data['product']).toEqual({
      models: {
        nodes: [
          {
            name: 'sales_gold_customer_segments',
            layer: { name: 'gold' },
            tests: ['not_null', 'unique'],
            coverage: 100,
            columns: [{ name: 'id', required: true }],
          },
        ],
        pageInfo: { hasNextPage: true },
        totalCount: 2,
      },
    });
  });
});
