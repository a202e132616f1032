import { describe, expect, it } from 'vitest';
import { askAs, BOOTSTRAP, tokenFor } from '../support/as.js';
import { databases } from '../support/databases.js';
import { startTestServer } from '../support/server.js';

const QUERY = `query ($port: String!, $principal: String) { effectiveAccess(port: $port, principal: $principal) {
  principal access port { fqn } reasons { message manifest { name } } } }`;
const CUSTOMERS = 'sales.customer-360.customers';

interface Told {
  readonly principal: string;
  readonly access: string | null;
  readonly reasons: readonly { readonly message: string; readonly manifest: { readonly name: string } | null }[];
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
      reasons: [{ message: `${CUSTOMERS} grants READ to the domain marketing.`, manifest: null }],
    });
    const interactions = 'marketing.campaign-attribution.customer_interactions';
    expect(await ask('role:campaign_managers', interactions)).toMatchObject({
      access: 'READ',
      reasons: [
        {
          message: 'The namespace marketing.gold grants READ to the role campaign_managers.',
          manifest: { name: 'marketing-domain' },
        },
      ],
    });
    const own = await ask('product:sales.opportunity-pipeline');
    expect(own.access).toBe('READ_WRITE');
    expect(own.reasons.map(({ manifest }) => manifest?.name)).toContain('sales-domain');
    expect(await ask('domain:risk')).toMatchObject({
      access: null,
      reasons: [{ message: `${CUSTOMERS} is of the domain sales, and its access block grants nothing to it.` }],
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
