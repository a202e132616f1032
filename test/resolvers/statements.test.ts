import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/databases.js';
import { COMPANY, NOW, type ProductSketch } from './company.js';
import { Graph } from './graph.js';

/** Operations whose answers grow with the company; each asks for everything that costs a read. */
const OPERATIONS: Readonly<Record<string, string>> = {
  log: /* GraphQL */ `
    {
      catalogEvents(first: 500) {
        nodes {
          kind
          actor
          subject {
            id
          }
          change {
            kind
            contract {
              name
            }
          }
        }
        totalCount
      }
    }
  `,
  describe: /* GraphQL */ `
    {
      product(fqn: "sales.customer-360") {
        id
        name
        domain {
          name
          manifest {
            name
          }
          layers {
            name
            namespace {
              path
            }
          }
        }
        ownership {
          email
        }
        schedule {
          nextRun
        }
        latestCompilation {
          status
          contracts {
            name
          }
        }
        odps: source(format: ODPS)
        outputPorts {
          name
          table
          odcs: source
          namespace {
            path
            layer {
              name
            }
            grants {
              grantee
            }
          }
          slaStatus {
            state
          }
          consumers(first: 500) {
            nodes {
              fqn
              domain {
                name
              }
            }
            totalCount
            pageInfo {
              hasNextPage
            }
          }
          contracts(first: 500) {
            nodes {
              name
              consumer {
                fqn
              }
              changes {
                nodes {
                  kind
                }
                totalCount
              }
              versions {
                nodes {
                  id
                  version
                  source(format: ODCS)
                }
              }
            }
            totalCount
          }
        }
        inputPorts {
          name
          source {
            ... on DataProductSource {
              ref
              columns
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
          }
        }
        models(first: 500) {
          nodes {
            name
            layer {
              name
            }
          }
          totalCount
        }
        consumers(first: 500) {
          nodes {
            fqn
            consumers {
              totalCount
            }
          }
          totalCount
        }
        providers {
          nodes {
            fqn
          }
          totalCount
        }
        contracts(first: 500) {
          nodes {
            name
            source
          }
          totalCount
        }
        versions {
          nodes {
            id
            version
          }
          totalCount
        }
      }
    }
  `,
  list: /* GraphQL */ `
    {
      products(orderBy: CATALOG_ASC, first: 500) {
        nodes {
          fqn
          version
          domain {
            name
          }
          ownership {
            team
          }
          outputPorts {
            name
            consumers {
              totalCount
            }
          }
          inputPorts {
            name
            contract {
              name
            }
          }
          latestCompilation {
            status
          }
        }
        pageInfo {
          hasNextPage
        }
        totalCount
      }
    }
  `,
  lineage: /* GraphQL */ `
    {
      lineage(of: "sales.customer-360.customers", direction: BOTH, level: MODEL) {
        nodes {
          fqn
          object {
            id
            ... on InputPort {
              product {
                fqn
              }
            }
            ... on OutputPort {
              product {
                fqn
              }
            }
            ... on Model {
              product {
                fqn
              }
            }
          }
        }
        edges {
          from
          to
          contract {
            name
            provider {
              fqn
            }
          }
        }
      }
    }
  `,
  'product lineage':
    '{ lineage(of: "sales.customer-360", level: PRODUCT) { nodes { object { id } } edges { contract { name } } } }',
  domains:
    '{ domains { nodes { name products(first: 500) { nodes { fqn } totalCount } namespaces { path tables(first: 500) { nodes { path port { fqn } model { name } } totalCount } } } } }',
  search:
    '{ search(text: "customer", first: 500) { nodes { ... on DataProduct { fqn domain { name } } ... on OutputPort { fqn product { fqn } } ... on Model { fqn product { fqn } } ... on DataContract { name provider { fqn } } } totalCount } }',
  contracts:
    '{ contracts(first: 500, filter: { announced: false }) { nodes { name slaRisk announced { response } provider { fqn } consumer { fqn } } totalCount } }',
  feed: '{ contractChanges(first: 500) { nodes { contract { name consumer { fqn } } port { fqn product { fqn } } } totalCount } }',
};

/** The same, of the graph as it was at an instant: of what the objects say and of what they lead to. */
const asOf = (operation: string): string =>
  operation
    .replaceAll('product(fqn: "sales.customer-360")', `product(fqn: "sales.customer-360", asOf: "${NOW}")`)
    .replace(/lineage\(of: ("[^"]+")/, `lineage(of: $1, asOf: "${NOW}"`);

const ALL = {
  ...OPERATIONS,
  ...Object.fromEntries(
    ['describe', 'lineage', 'product lineage'].map((name) => [`${name} as of then`, asOf(OPERATIONS[name] ?? '')]),
  ),
  'consumers as of then': `{ products(first: 500) { nodes { consumers(asOf: "${NOW}", first: 500) { nodes { fqn version } totalCount }
    outputPorts { consumers(asOf: "${NOW}", first: 500) { nodes { fqn version outputPorts { name } inputPorts { contract { status } } } totalCount } } } } }`,
};

/** The company with so many more consumers of its hot port, each with ports and a model of its own. */
const withConsumers = (count: number): ProductSketch[] => [
  ...COMPANY,
  ...Array.from({ length: count }, (_, index) => ({
    fqn: `marketing.customer-scoring-${String(index).padStart(3, '0')}`,
    outputs: { [`customer_scores_${index}`]: ['customer_id', 'score'], [`drift_${index}`]: ['day'] },
    inputs: { customers: 'sales.customer-360.customers', segments: 'sales.customer-360.customer_segments' },
    models: [`sat_customer_score_${index}`],
  })),
];

describe.each(databases)('the number of statements on %s', (dialect) => {
  let few: Graph;
  let many: Graph;
  beforeAll(async () => {
    few = await Graph.of(dialect, withConsumers(2));
    many = await Graph.of(dialect, withConsumers(60));
  });
  afterAll(() => Promise.all([few.close(), many.close()]));

  it.each(Object.entries(ALL))('of %s does not depend on how many objects it returns', async (name, operation) => {
    // On PostgreSQL the position moves with whatever is written beside; then a graph in memory follows the log by one more.
    let [small, large] = [await few.counted(operation), await many.counted(operation)];
    const less = async (graph: Graph, least: typeof small): Promise<typeof small> => {
      const again = await graph.counted(operation);
      return again.statements < least.statements ? again : least;
    };
    for (let tries = 0; tries < 20 && large.statements !== small.statements; tries += 1)
      [small, large] = [await less(few, small), await less(many, large)];
    const size = (data: unknown): number => JSON.stringify(data).length;
    expect(size(large.data)).toBeGreaterThan(size(small.data) * 2);
    expect(large.statements).toBe(small.statements);
    // Of the past, a thing is its row and what it was then.
    expect(large.statements).toBeLessThanOrEqual(name.endsWith('then') ? 42 : 35);
  });

  it('has one for a count only where it is asked for, and none for a page that is not', async () => {
    const counted = async (selection: string): Promise<number> =>
      (await few.counted(`{ products { ${selection} } }`)).statements;
    expect([
      await counted('totalCount'),
      await counted('nodes { fqn } edges { cursor } pageInfo { hasNextPage }'),
    ]).toEqual([1, 1]);
    expect(await counted('nodes { fqn } totalCount')).toBe(2);
  });

  it('is one for siblings that ask with the same arguments', async () => {
    const siblings =
      '{ a: product(fqn: "sales.customer-360") { consumers { nodes { fqn } } } b: product(fqn: "finance.revenue-metrics") { consumers { nodes { fqn } } } }';
    // The two products, the pages of both, the products on the pages.
    expect((await few.counted(siblings)).statements).toBe(3);
  });
});
