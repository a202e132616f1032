import { describe, expect, it } from 'vitest';
import { askAs, BOOTSTRAP, tokenFor } from '../support/as.js';
import { databases } from '../support/databases.js';
import { startTestServer } from '../support/server.js';

const QUERY = `query ($port: String!, $principal: String) { effectiveAccess(port: $port, principal: $principal) {
  principal access port { fqn } reasons { message manifest { name } location { file line column } } } }`;
const CUSTOMERS = 'sales.customer-360.customers';

interface Told {
  readonly principal: string;
  readonly access: string | null;
  readonly reasons: readonly {
    readonly message: string;
    readonly manifest: { readonly name: string } | null;
    readonly location: { readonly file: string; readonly line: number; readonly column: number } | null;
  }[];
}

describe.each(databases)('effectiveAccess on %s', (dialect) => {
  it('says what a domain, a product, a role and who is asking may do with a port, and which tier grants it', async () => {
    const { url } = await startTestServer({
      dialect,
      acme: true,
      env: { AUTH: 'tokens', BOOTSTRAP_TOKEN: BOOTSTRAP },
    });
    const ask = async (principal: string | null, port = CUSTOMERS, token: string | null = null): Promise<Told> => {
      const { data, errors } = await askAs(url, token, QUERY, { port, principal });
      if (errors) throw new Error(JSON.stringify(errors));
      return data?.['effectiveAccess'] as Told;
    };
    expect(await ask('domain:marketing')).toMatchObject({
      access: 'READ',
      reasons: [
        {
          message: `${CUSTOMERS} grants READ to the domain marketing.`,
          manifest: null,
          location: { file: 'data-product.yaml', line: 35, column: 11 },
        },
      ],
    });
    const interactions = 'marketing.campaign-attribution.customer_interactions';
    expect(await ask('role:campaign_managers', interactions)).toMatchObject({
      access: 'READ',
      reasons: [
        {
          message: 'The namespace marketing.gold grants READ to the role campaign_managers.',
          manifest: { name: 'marketing-domain' },
          location: { file: 'domains/marketing/domain-manifest.yaml', line: 44, column: 11 },
        },
      ],
    });
    const own = await ask('product:sales.opportunity-pipeline');
    expect(own.access).toBe('READ_WRITE');
    // Of its own domain, whose namespace it may write: both follow from what the manifest says the domain is.
    const saysTheDomain = {
      manifest: { name: 'sales-domain' },
      location: { file: 'domains/sales/domain-manifest.yaml', line: 15, column: 9 },
    };
    expect(own.reasons).toMatchObject([saysTheDomain, saysTheDomain]);
    expect(await ask('domain:risk')).toMatchObject({
      access: null,
      reasons: [
        {
          message: `${CUSTOMERS} is of the domain sales, and its access block grants nothing to it.`,
          location: { line: 32, column: 5 },
        },
      ],
    });
    expect(await ask('domain:risk', 'sales.customer-360.customer_segments')).toMatchObject({
      reasons: [{ manifest: null, location: { file: 'data-product.yaml', line: 42, column: 5 } }],
    });
    expect(await ask('domain:risk', 'enterprise.reference-data.countries')).toMatchObject({
      access: 'READ',
      reasons: [{ manifest: null, location: { file: 'data-product.yaml', line: 20, column: 5 } }],
    });
    const token = await tokenFor(url, 'finance-ci', ['publish'], ['finance']);
    expect(await ask(null, CUSTOMERS, token)).toMatchObject({ principal: 'finance-ci', access: 'READ' });
    expect(await ask(null)).toMatchObject({ principal: 'nobody', access: null });

    const codeOf = async (port: string, principal: string | null): Promise<unknown> =>
      (await askAs(url, null, QUERY, { port, principal })).errors?.[0]?.extensions;
    expect(await codeOf('sales.customer-360.customer', null)).toMatchObject({
      code: 'NOT_FOUND',
      nearMatches: expect.arrayContaining([CUSTOMERS]) as string[],
    });
    expect(await codeOf(CUSTOMERS, 'sales')).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('is not kept for another who asks the same', async () => {
    const { url } = await startTestServer({ dialect, acme: true, env: { AUTH: 'tokens', BOOTSTRAP_TOKEN: BOOTSTRAP } });
    const [one, other] = [
      await tokenFor(url, 'one', ['read'], ['finance']),
      await tokenFor(url, 'two', ['read'], ['risk']),
    ];
    const accessOf = async (token: string | null): Promise<unknown> =>
      ((await askAs(url, token, QUERY, { port: CUSTOMERS })).data?.['effectiveAccess'] as Told).access;
    for (let nth = 0; nth < 3; nth += 1)
      expect([await accessOf(one), await accessOf(other), await accessOf(null)]).toEqual(['READ', null, null]);
  });
});
