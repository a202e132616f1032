import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACME_MANIFESTS, ACME_PRODUCTS, acmeManifest, acmeProduct } from '../support/acme.js';
import { openAcmeDatabase } from '../support/acmeStore.js';
import { databases } from '../support/databases.js';
import { Graph } from './graph.js';
import type { ProductRequest } from '../../src/actions/kit/productRequest.js';

const PUBLISH_MANIFEST = /* GraphQL */ `
  mutation ($input: PublishManifestInput!) {
    publishManifest(input: $input) {
      manifest {
        name
        version
      }
      compilation {
        status
        stages {
          title
        }
        organization
      }
      diagnostics {
        code
        severity
      }
      userErrors {
        code
        path
        message
      }
    }
  }
`;
const PUBLISH_PRODUCT = /* GraphQL */ `
  mutation ($input: CompileProductInput!) {
    publishProduct(input: $input) {
      product {
        fqn
        version
        consumers {
          totalCount
        }
      }
      compilation {
        id
        status
        closing
        artifacts
        stages {
          index
          of
          title
          status
          checks {
            ok
            message
            depth
          }
        }
        diagnostics(severity: ERROR) {
          code
          message
          notes
          location {
            file
            line
            column
          }
        }
        contracts {
          name
          status
        }
      }
      userErrors {
        code
        path
        message
      }
    }
  }
`;

describe.each(databases)('mutations on %s', (dialect) => {
  let graph: Graph;
  const publish = async (request: ProductRequest): Promise<Record<string, unknown>> =>
    (await graph.ask<{ publishProduct: Record<string, unknown> }>(PUBLISH_PRODUCT, { input: request })).publishProduct;

  beforeEach(async () => {
    graph = await Graph.open(dialect);
  });
  afterEach(() => graph.close());

  async function publishAcme(): Promise<void> {
    for (const { file } of ACME_MANIFESTS) {
      const { source, ref } = acmeManifest(file);
      const { publishManifest } = await graph.ask<{ publishManifest: { manifest: unknown } }>(PUBLISH_MANIFEST, {
        input: { source, file, ref },
      });
      expect(publishManifest.manifest, file).not.toBeNull();
    }
    for (const name of ACME_PRODUCTS) expect((await publish(acmeProduct(name)))['product'], name).not.toBeNull();
  }

  /** Goes on in a store in which acme is published. */
  async function onAcme(): Promise<void> {
    await graph.close();
    graph = await Graph.open(dialect, openAcmeDatabase);
  }

  it('publish manifests, and the default names the document in its findings', async () => {
    const { source, ref } = acmeManifest('enterprise-manifest.yaml');
    const published = await graph.ask(PUBLISH_MANIFEST, { input: { source, ref } });
    expect(published).toEqual({
      publishManifest: {
        manifest: { name: 'acme-enterprise', version: '1.0.0' },
        compilation: { status: 'SUCCEEDED', organization: null, stages: expect.any(Array) as unknown },
        diagnostics: [],
        userErrors: [],
      },
    });
    const broken = { source: source.replace('approved_plugins', 'aproved_plugins').replace('1.0.0', '1.1.0') };
    const refused = await graph.ask<{
      compileManifest: { compilation: { diagnostics: { location: { file: string } }[] } };
    }>(
      'mutation ($input: PublishManifestInput!) { compileManifest(input: $input) { compilation { status diagnostics { code location { file line } } } } }',
      { input: broken },
    );
    expect(refused.compileManifest.compilation).toMatchObject({
      status: 'FAILED',
      diagnostics: [{ code: 'DOCUMENT_UNKNOWN_FIELD', location: { file: 'manifest.yaml' } }],
    });
    expect(await graph.ask('{ manifest(name: "acme-enterprise") { version } }')).toEqual({
      manifest: { version: '1.0.0' },
    });
  });

  it('publish the whole of acme, each visible to the next query', async () => {
    await publishAcme();
    const data = await graph.ask<{ products: { nodes: unknown[] } }>(/* GraphQL */ `
      {
        products(orderBy: CATALOG_ASC) {
          nodes {
            domain {
              name
            }
            name
            version
            ownership {
              team
            }
            outputPorts {
              name
            }
          }
        }
        contracts {
          totalCount
        }
      }
    `);
    expect(data.products.nodes).toEqual(
      [
        ['sales', 'customer-360', '3.2.1', 'sales-analytics', 'customers', 'customer_segments'],
        ['sales', 'opportunity-pipeline', '2.0.0', 'sales-ops', 'pipeline_stages', 'forecasts'],
        ['marketing', 'campaign-attribution', '1.5.0', 'marketing-analytics', 'customer_interactions', 'attribution'],
        ['marketing', 'targeting-engine', expect.any(String) as unknown, 'marketing-targeting', 'audiences'],
        ['finance', 'revenue-metrics', '4.1.0', 'finance-analytics', 'revenue', 'forecasts'],
        ['enterprise', 'reference-data', '1.0.0', 'platform-team', 'countries', 'currencies', 'fiscal_calendar'],
        ['risk', 'counterparty-risk', '0.1.0', 'risk-modelling', 'counterparty_ratings', 'exposures'],
      ].map(([domain, name, version, team, ...ports]) => ({
        domain: { name: domain },
        name,
        version,
        ownership: { team },
        outputPorts: ports.map((port) => ({ name: port })),
      })),
    );
    const { search } = await graph.ask<{ search: { totalCount: number } }>(
      '{ search(text: "customer_interactions") { totalCount } }',
    );
    expect(search.totalCount).toBeGreaterThan(0);
    const { domain } = await graph.ask<{ domain: object }>(/* GraphQL */ `
      {
        domain(name: "enterprise") {
          owners {
            team
          }
          manifest {
            scope
          }
          namespaces {
            path
            tables {
              nodes {
                name
              }
            }
          }
          products {
            nodes {
              outputPorts {
                access {
                  default
                }
                consumers {
                  nodes {
                    fqn
                  }
                }
              }
            }
          }
        }
      }
    `);
    const port = (consumer: string) => ({ access: { default: 'ALLOW' }, consumers: { nodes: [{ fqn: consumer }] } });
    expect(domain).toEqual({
      owners: [{ team: 'platform-team' }],
      manifest: { scope: 'ENTERPRISE' },
      namespaces: [
        { path: 'enterprise', tables: { nodes: [] } },
        {
          path: 'enterprise.reference_data',
          tables: { nodes: ['countries', 'currencies', 'fiscal_calendar'].map((name) => ({ name })) },
        },
      ],
      products: {
        nodes: [
          {
            outputPorts: [
              port('risk.counterparty-risk'),
              port('finance.revenue-metrics'),
              port('sales.opportunity-pipeline'),
            ],
          },
        ],
      },
    });
  });

  it('compile a product without publishing it; the findings say what, where and how to mend it', async () => {
    await onAcme();
    const broken = acmeProduct('sales/customer-360', {
      source: (text) =>
        text.replace('marketing.campaign-attribution.customer_interactions', 'finance.revenue.invoices'),
    });
    const data = await graph.ask<{ compileProduct: { compilation: { id: string } } }>(
      `mutation ($input: CompileProductInput!) {
        compileProduct(input: $input) {
          compilation { id subject status closing artifacts stages { of title } diagnostics(severity: ERROR) { code message notes location { file line } } }
        }
      }`,
      { input: broken },
    );
    const { id } = data.compileProduct.compilation;
    expect(data.compileProduct.compilation).toMatchObject({
      subject: 'sales.customer-360',
      status: 'FAILED',
      artifacts: null,
      closing: 'Fix data contract violation and re-run `floe compile`',
      diagnostics: [
        {
          code: 'CONTRACT_INPUT_PORT_NOT_FOUND',
          message: "Input port 'finance.revenue.invoices' not found",
          notes: ['The finance domain does not expose this port'],
          location: { file: 'data-product.yaml', line: expect.any(Number) as unknown },
        },
      ],
    });
    expect(await graph.ask('query ($id: ID!) { compilation(id: $id) { id status } }', { id })).toEqual({
      compilation: { id, status: 'FAILED' },
    });
    const { product } = await graph.ask<{ product: object }>(
      '{ product(fqn: "sales.customer-360") { version latestCompilation { id } } }',
    );
    expect(product).toEqual({ version: '3.2.1', latestCompilation: { id } });
  });

  it('refuse what stands in the way as userErrors, with the path into the input', async () => {
    await onAcme();
    const request = acmeProduct('sales/customer-360', { source: (text) => text.replace('3.2.1', '3.3.0') });
    expect(await publish({ ...request, expectedVersion: '1.0.0' })).toMatchObject({
      product: null,
      userErrors: [{ code: 'CONFLICT', path: ['input', 'expectedVersion'] }],
    });
    const retire = `mutation ($input: RetireProductInput!) { retireProduct(input: $input) { product { fqn retiredAt retiredReason } userErrors { code path } } }`;
    expect(await graph.ask(retire, { input: { fqn: 'sales.customer-360', reason: 'old' } })).toEqual({
      retireProduct: { product: null, userErrors: [{ code: 'CONFLICT', path: ['input', 'fqn'] }] },
    });
  });

  it('retire what nobody consumes: no list has it, its kept versions and its contracts still lead to it', async () => {
    await onAcme();
    const retired = await graph.ask<{ retireProduct: { product: { id: string; version: string } } }>(/* GraphQL */ `
      mutation {
        retireProduct(input: { fqn: "marketing.targeting-engine", reason: "replaced" }) {
          product {
            id
            version
            retiredAt
            retiredReason
          }
          userErrors {
            code
          }
        }
      }
    `);
    const { id, version } = retired.retireProduct.product;
    expect(retired.retireProduct).toMatchObject({ product: { retiredReason: 'replaced' }, userErrors: [] });
    const data = await graph.ask(
      `query ($id: ID!, $version: SemVer!) {
        product(fqn: "marketing.targeting-engine") { fqn }
        kept: product(fqn: "marketing.targeting-engine", version: $version) { fqn retiredReason }
        node(id: $id) { ... on DataProduct { fqn } }
        products(filter: { text: "targeting" }) { totalCount }
        domain(name: "marketing") { products { totalCount } }
        search(text: "targeting-engine", kinds: [PRODUCT, PORT]) { totalCount }
        contracts(filter: { consumer: "marketing.targeting-engine" }) { nodes { status consumer { fqn } } }
        outputPort(fqn: "marketing.targeting-engine.audiences") { fqn }
      }`,
      { id, version },
    );
    expect(data).toEqual({
      product: null,
      kept: { fqn: 'marketing.targeting-engine', retiredReason: 'replaced' },
      node: { fqn: 'marketing.targeting-engine' },
      products: { totalCount: 0 },
      domain: { products: { totalCount: 1 } },
      search: { totalCount: 0 },
      contracts: { nodes: [{ status: 'RETIRED', consumer: { fqn: 'marketing.targeting-engine' } }] },
      outputPort: null,
    });
  });

  it('record observations, all or none', async () => {
    await onAcme();
    const record = (observations: object[]) =>
      graph.ask<{ recordObservations: unknown }>(
        `mutation ($input: RecordObservationsInput!) {
          recordObservations(input: $input) { accepted breaches { port { fqn } objective metric target observed resolvedAt } userErrors { code path } }
        }`,
        { input: { observations } },
      );
    const at = '2026-01-15T13:00:00+01:00';
    const port = 'sales.customer-360.customers';
    const quality = { port, objective: 'QUALITY', at, metric: 'completeness', value: '97.5%' };
    expect(await record([quality, { port: 'sales.nothing.here', objective: 'AVAILABILITY', at, up: true }])).toEqual({
      recordObservations: {
        accepted: 0,
        breaches: [],
        userErrors: [{ code: 'NOT_FOUND', path: ['input', 'observations', '1', 'port'] }],
      },
    });
    expect(await record([quality])).toEqual({
      recordObservations: {
        accepted: 1,
        breaches: [
          {
            port: { fqn: port },
            objective: 'QUALITY',
            metric: 'completeness',
            target: '99%',
            observed: '97.5%',
            resolvedAt: null,
          },
        ],
        userErrors: [],
      },
    });
  });

  it('see what an earlier one of the same operation wrote', async () => {
    await onAcme();
    const input = (version: string) =>
      acmeProduct('sales/opportunity-pipeline', {
        source: (text) => text.replace(/version: "2\.0\.0"/, `version: "${version}"`),
      });
    const data = await graph.ask(
      `mutation ($first: CompileProductInput!, $second: CompileProductInput!) {
        first: publishProduct(input: $first) { product { version versions { totalCount } } }
        second: publishProduct(input: $second) { product { version versions { totalCount } } }
      }`,
      { first: input('2.0.1'), second: input('2.0.2') },
    );
    expect(data).toEqual({
      first: { product: { version: '2.0.1', versions: { totalCount: 2 } } },
      second: { product: { version: '2.0.2', versions: { totalCount: 3 } } },
    });
  });
});

describe('diagnosticRules', () => {
  it('explain every code', async () => {
    const graph = await Graph.open('sqlite');
    const { diagnosticRules: rules } = await graph.ask<{ diagnosticRules: Record<string, string>[] }>(
      '{ diagnosticRules { code title severity explanation example mend } }',
    );
    await graph.close();
    expect(rules.map((rule) => rule['code'])).toEqual(
      expect.arrayContaining([
        'DOCUMENT_UNKNOWN_FIELD',
        'INHERIT_WEAKENED',
        'CONTRACT_INPUT_PORT_NOT_FOUND',
        'NAMING_UNKNOWN_LAYER_PREFIX',
      ]),
    );
    expect(new Set(rules.map((rule) => rule['code'])).size).toBe(rules.length);
    expect(rules.every((rule) => Object.values(rule).every((text) => text.trim() !== ''))).toBe(true);
  });
});
