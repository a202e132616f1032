import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/databases.js';
import { Graph } from './graph.js';

describe.each(databases)('domains, manifests and the catalog tree on %s', (dialect) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await Graph.of(dialect);
  });
  afterAll(() => graph.close());

  it('lists domains in the order of their registration, both ways', async () => {
    const data = await graph.ask(/* GraphQL */ `
      {
        all: domains {
          nodes {
            name
          }
          totalCount
          pageInfo {
            hasNextPage
            hasPreviousPage
          }
        }
        last: domains(last: 2) {
          nodes {
            name
          }
          pageInfo {
            hasPreviousPage
          }
        }
      }
    `);
    const names = (...list: string[]) => list.map((name) => ({ name }));
    expect(data).toEqual({
      all: {
        nodes: names('sales', 'marketing', 'finance', 'enterprise', 'risk'),
        totalCount: 5,
        pageInfo: { hasNextPage: false, hasPreviousPage: false },
      },
      last: { nodes: names('enterprise', 'risk'), pageInfo: { hasPreviousPage: true } },
    });
  });

  it('tells what a domain is made of', async () => {
    const data = await graph.ask<{ domain: Record<string, unknown> }>(/* GraphQL */ `
      {
        domain(name: "sales") {
          name
          namespace
          pattern
          owners {
            team
            email
            slack
          }
          manifest {
            name
            version
            scope
            ref
            parent {
              name
              scope
              parent {
                name
              }
            }
          }
          layers {
            name
            prefix
            prefixes
            suffixes
            namePatterns
            requiredTests
            minimumCoverage
            namespace {
              path
            }
          }
          namespaces {
            path
            parent {
              path
            }
            children {
              path
            }
            domain {
              name
            }
          }
          products {
            nodes {
              fqn
            }
            totalCount
          }
          services {
            kind
            type
            shared
            config
            origin {
              path
              strategy
              manifest {
                name
              }
              chain {
                manifest {
                  name
                }
                value
              }
            }
          }
        }
      }
    `);
    expect(data.domain).toMatchObject({
      name: 'sales',
      namespace: 'sales',
      pattern: 'MEDALLION',
      owners: [{ team: 'sales-data-team', email: 'sales-data-team@acme.com', slack: '#sales-data' }],
      manifest: {
        name: 'sales-domain',
        version: '2.1.0',
        scope: 'DOMAIN',
        ref: 'oci://registry.acme.com/domains/sales-platform:v2.1.0',
        parent: { name: 'acme-enterprise', scope: 'ENTERPRISE', parent: null },
      },
      products: { nodes: [{ fqn: 'sales.customer-360' }, { fqn: 'sales.opportunity-pipeline' }], totalCount: 2 },
    });
    expect(data.domain['layers']).toMatchObject([
      {
        name: 'bronze',
        prefix: 'sales_bronze_',
        prefixes: ['sales_bronze_'],
        suffixes: [],
        namePatterns: [],
        namespace: { path: 'sales.bronze' },
      },
      { name: 'silver', prefix: 'sales_silver_', namespace: { path: 'sales.silver' } },
      { name: 'gold', prefix: 'sales_gold_', namespace: { path: 'sales.gold' }, minimumCoverage: 100 },
    ]);
    expect(data.domain['namespaces']).toEqual([
      {
        path: 'sales',
        parent: null,
        children: [{ path: 'sales.bronze' }, { path: 'sales.gold' }, { path: 'sales.silver' }],
        domain: { name: 'sales' },
      },
      ...['bronze', 'gold', 'silver'].map((layer) => ({
        path: `sales.${layer}`,
        parent: { path: 'sales' },
        children: [],
        domain: { name: 'sales' },
      })),
    ]);
    expect(data.domain['services']).toContainEqual(
      expect.objectContaining({
        kind: 'compute',
        type: 'spark',
        shared: false,
        origin: expect.objectContaining({ manifest: { name: 'sales-domain' } }),
      }),
    );
  });

  it('finds a manifest, its effective policy and where a value of it came from', async () => {
    const data = await graph.ask<{ manifest: Record<string, unknown> }>(/* GraphQL */ `
      {
        manifest(name: "sales-domain") {
          version
          digest
          source
          publishedAt
          effective
          explain(path: "governance.quality_gates.minimum_test_coverage") {
            path
            value
            strategy
            manifest {
              name
            }
            chain {
              manifest {
                name
                version
              }
              value
              location {
                file
                line
                column
              }
            }
          }
          nothing: explain(path: "governance.no_such_thing") {
            path
          }
        }
        exact: manifest(name: "acme-enterprise", version: "1.0.0") {
          name
          scope
          parent {
            name
          }
        }
        none: manifest(name: "acme-enterprise", version: "9.0.0") {
          name
        }
        domain(name: "sales") {
          then: manifest(version: "2.1.0") {
            version
          }
          never: manifest(version: "1.0.0") {
            version
          }
        }
      }
    `);
    expect(data).toMatchObject({
      exact: { name: 'acme-enterprise', scope: 'ENTERPRISE', parent: null },
      none: null,
      domain: { then: { version: '2.1.0' }, never: null },
    });
    const { manifest } = data;
    expect(manifest['digest']).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(manifest['effective']).toMatchObject({ governance: { quality_gates: { minimum_test_coverage: 80 } } });
    expect(manifest['nothing']).toBeNull();
    expect(manifest['explain']).toMatchObject({
      path: 'governance.quality_gates.minimum_test_coverage',
      value: 80,
      strategy: 'STRENGTHEN',
      manifest: { name: 'sales-domain' },
      chain: [
        {
          manifest: { name: 'acme-enterprise', version: '1.0.0' },
          value: 70,
          location: { file: 'enterprise-manifest.yaml' },
        },
        { manifest: { name: 'sales-domain' }, value: 80 },
      ],
    });
  });

  it('shows the catalog tree, roots first, with the tables and grants of a namespace', async () => {
    const data = await graph.ask<{ namespaces: { path: string; parent: unknown }[]; namespace: unknown }>(
      /* GraphQL */ `
        {
          namespaces {
            path
            parent {
              path
            }
          }
          namespace(path: "sales.gold") {
            layer {
              name
            }
            grants {
              grantee
              granteeKind
              access
            }
            tables {
              nodes {
                path
                name
                port {
                  fqn
                }
                model {
                  name
                }
                namespace {
                  path
                }
              }
              totalCount
            }
          }
          nowhere: namespace(path: "sales.diamond") {
            path
          }
        }
      `,
    );
    const paths = data.namespaces.map((each) => each.path);
    expect(paths).toEqual(expect.arrayContaining(['sales', 'sales.gold', 'marketing.gold', 'finance.facts']));
    const firstChild = data.namespaces.findIndex((each) => each.parent !== null);
    expect(data.namespaces.slice(firstChild).every((each) => each.parent !== null)).toBe(true);
    expect(data).toMatchObject({
      nowhere: null,
      namespace: {
        layer: { name: 'gold' },
        grants: [{ grantee: 'sales', granteeKind: 'DOMAIN', access: 'READ_WRITE' }],
        tables: {
          nodes: [
            {
              path: 'sales.gold.customer_segments',
              port: { fqn: 'sales.customer-360.customer_segments' },
              model: null,
            },
            { path: 'sales.gold.customers', name: 'customers', namespace: { path: 'sales.gold' } },
            { path: 'sales.gold.pipeline_stages' },
            {
              path: 'sales.gold.sales_gold_customer_segments',
              port: null,
              model: { name: 'sales_gold_customer_segments' },
            },
            { path: 'sales.gold.sales_gold_customers' },
          ],
          totalCount: 5,
        },
      },
    });
  });
});
