import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acmeManifest, acmeProduct } from '../support/acme.js';
import { openAcmeDatabase } from '../support/acmeStore.js';
import { databases } from '../support/databases.js';
import { Graph } from './graph.js';

const ANALYZE = /* GraphQL */ `
  mutation ($input: AnalyzeMigrationInput!) {
    analyzeMigration(input: $input) {
      from
      to
      renames {
        product
        from
        to
        reason
      }
      undecided {
        from
        to
        reason
      }
      diagnostics {
        code
        subject
      }
      lacking {
        model
        is
        lacks
        location {
          file
          line
        }
      }
      affectedContracts {
        name
      }
    }
  }
`;

const TOGETHER = /* GraphQL */ `
  mutation ($input: PublishTogetherInput!) {
    publishTogether(input: $input) {
      manifest {
        name
        version
      }
      products {
        fqn
        version
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

interface Plan {
  readonly analyzeMigration: {
    readonly renames: readonly { readonly from: string; readonly to: string }[];
    readonly undecided: readonly { readonly from: string; readonly to: string | null }[];
    readonly diagnostics: readonly { readonly code: string; readonly subject: string }[];
    readonly lacking: readonly object[];
    readonly affectedContracts: readonly { readonly name: string }[];
  };
}

describe.each(databases)('migrations over GraphQL, on %s', (dialect) => {
  let graph: Graph;
  beforeEach(async () => {
    graph = await Graph.open(dialect, openAcmeDatabase);
  });
  afterEach(() => graph.db.close());

  it('plans a domain from what stands: names, gaps of the target, contracts whose tables move', async () => {
    const { analyzeMigration: plan } = await graph.ask<Plan>(ANALYZE, { input: { domain: 'sales', to: 'KIMBALL' } });
    expect(plan).toMatchObject({ from: 'MEDALLION', to: 'KIMBALL', undecided: [] });
    expect(plan.renames).toHaveLength(8);
    expect(plan.renames[0]).toEqual({
      product: 'customer-360',
      from: 'sales_bronze_salesforce_accounts',
      to: 'sales_stg_salesforce_accounts',
      reason: 'bronze becomes staging',
    });
    expect(plan.diagnostics).toContainEqual({ code: 'QUALITY_MISSING_TEST', subject: 'sales_dim_account' });
    // What the change of the tables means to who relies on them is told by its contracts.
    const codes = plan.diagnostics.map(({ code }) => code);
    expect(codes.filter((code) => /^(VERSION_|CONTRACT_CONSUMER_|LIFECYCLE_)/.test(code))).toEqual([]);
    expect(plan.lacking[0]).toEqual({
      model: 'sales_dim_account',
      is: 'Type 2 dimension',
      lacks: ['surrogate_key', 'effective_from', 'effective_to', 'is_current'],
      location: {
        file: expect.stringContaining('sales_silver_accounts') as string,
        line: expect.any(Number) as number,
      },
    });
    expect(plan.affectedContracts.map(({ name }) => name)).toEqual([
      'sales-to-finance-customers',
      'sales-to-marketing-customer-segments',
      'sales-to-marketing-customers',
    ]);
  });

  it('plans one product; decision 18: for data_vault nothing without a mapping file', async () => {
    const input = { product: 'sales.customer-360', to: 'DATA_VAULT' };
    const { analyzeMigration: plan } = await graph.ask<Plan>(ANALYZE, { input });
    expect(plan.renames).toEqual([]);
    expect(plan.undecided).toHaveLength(4);
    expect(plan.undecided.every(({ to }) => to === null)).toBe(true);
  });

  it('says what is wrong with the question', async () => {
    for (const [input, code] of [
      [{ to: 'KIMBALL' }, 'BAD_USER_INPUT'],
      [{ domain: 'sales', product: 'sales.customer-360', to: 'KIMBALL' }, 'BAD_USER_INPUT'],
      [{ domain: 'nowhere', to: 'KIMBALL' }, 'NOT_FOUND'],
      // The enterprise's own domain has one layer, whatever the pattern.
      [{ domain: 'enterprise', to: 'KIMBALL' }, 'BAD_USER_INPUT'],
      [{ product: 'enterprise.reference-data', to: 'KIMBALL' }, 'BAD_USER_INPUT'],
    ] as const)
      expect(await graph.refusal(ANALYZE, { input })).toMatchObject({ code });
  });

  it('publishes a manifest and its products together, or none of them', async () => {
    const manifest = acmeManifest('domains/sales/domain-manifest.yaml');
    const product = acmeProduct('sales/opportunity-pipeline');
    const raised = { ...manifest, source: manifest.source.replace('version: "2.1.0"', 'version: "2.2.0"') };
    const next = {
      ...product,
      source: product.source
        .replace(/version: "2\.\d+\.\d+"/, 'version: "2.9.0"')
        .replace(/sales-platform:v2\.1\.0/, 'sales-platform:v2.2.0'),
    };
    const ref = 'oci://registry.acme.com/domains/sales-platform:v2.2.0';
    const refused = await graph.ask<{ publishTogether: unknown }>(TOGETHER, {
      input: {
        manifest: { ...raised, ref },
        products: [{ ...next, source: next.source.replace('sales.gold.forecasts', 'risk.forecasts') }],
      },
    });
    expect(refused.publishTogether).toMatchObject({
      manifest: null,
      products: [],
      userErrors: [{ code: 'INVALID_DOCUMENT', path: ['input', 'products', '0'] }],
    });
    expect(await graph.ask('{ manifest(name: "sales-domain") { version } }')).toEqual({
      manifest: { version: '2.1.0' },
    });
    const done = await graph.ask(TOGETHER, { input: { manifest: { ...raised, ref }, products: [next] } });
    expect(done).toMatchObject({
      publishTogether: {
        manifest: { name: 'sales-domain', version: '2.2.0' },
        products: [{ fqn: 'sales.opportunity-pipeline', version: '2.9.0' }],
        userErrors: [],
      },
    });
  });
});
