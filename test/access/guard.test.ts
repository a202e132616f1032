import { describe, expect, it } from 'vitest';
import { sql } from '../../src/entities/sql.js';
import { acmeManifest, acmeProduct } from '../support/acme.js';
import { askAs, BOOTSTRAP, tokenFor } from '../support/as.js';
import { databases } from '../support/databases.js';
import { startTestServer, type TestServer } from '../support/server.js';

const PUBLISH = `mutation ($input: CompileProductInput!) {
  publishProduct(input: $input) { product { fqn publishedBy } compilation { status diagnostics { code message } } userErrors { code message } } }`;
const MANIFEST = `mutation ($input: PublishManifestInput!) {
  publishManifest(input: $input) { manifest { name } userErrors { code } } }`;
const TOGETHER = `mutation ($input: PublishTogetherInput!) {
  publishTogether(input: $input) { products { fqn } userErrors { code message } } }`;
const MANY = `mutation ($input: PublishManyInput!) {
  publishMany(input: $input) { published failed results { subject product { fqn } userErrors { code message } } } }`;
const OBSERVE = `mutation ($input: RecordObservationsInput!) { recordObservations(input: $input) { accepted userErrors { code } } }`;
const AUDIT = '{ auditEvents(first: 500) { nodes { actor kind from verb subject outcome requestId reason } } }';

interface Entry {
  readonly actor: string | null;
  readonly kind: string;
  readonly from: string | null;
  readonly verb: string;
  readonly subject: string | null;
  readonly outcome: string;
  readonly requestId: string | null;
  readonly reason: string | null;
}

const start = (dialect: (typeof databases)[number]): Promise<TestServer> =>
  startTestServer({ dialect, acme: true, env: { AUTH: 'tokens', BOOTSTRAP_TOKEN: BOOTSTRAP } });

async function auditOf(url: string): Promise<readonly Entry[]> {
  const { data, errors } = await askAs(url, BOOTSTRAP, AUDIT);
  if (errors) throw new Error(JSON.stringify(errors));
  const { nodes } = data?.['auditEvents'] as { nodes: readonly Entry[] };
  return nodes.filter(({ verb }) => verb !== 'createToken');
}

/** A centralized product whose folder holds a platform of its own, named like a domain of the mesh. */
const posing = (domain: string): object => ({
  source: `apiVersion: floe.dev/v1
kind: DataProduct
metadata:
  name: posing
  version: "1.0.0"
ownership:
  team: marketing-data-team
  email: marketing-data-team@acme.com
transforms:
  - type: dbt
    path: models/
`,
  files: [
    {
      path: 'platform-manifest.yaml',
      content: `apiVersion: floe.dev/v1
kind: Manifest
metadata:
  name: ${domain}
  version: "1.0.0"
data_architecture:
  pattern: medallion
  layers:
    bronze:
      quality_gates: { required_tests: [], minimum_coverage: 0 }
`,
    },
    { path: 'models/bronze_x.sql', content: 'select 1 as id' },
    {
      path: 'models/bronze_x.yml',
      content:
        'version: 2\nmodels:\n  - name: bronze_x\n    columns:\n      - name: id\n        tests: [not_null, unique]\n',
    },
  ],
});

describe.each(databases)('what a caller may not do, on %s', (dialect) => {
  it('is not done by a document that says less than it compiles to: all of it is undone', async () => {
    const { url, db } = await start(dialect);
    const secret = await tokenFor(url, 'marketing-ci', ['publish'], ['marketing']);
    const { errors, data } = await askAs(url, secret, PUBLISH, { input: posing('sales') });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(errors?.[0]?.message).toContain('sales.posing');
    expect(await db.all(sql`SELECT fqn FROM products WHERE name = 'posing'`)).toEqual([]);
    const audited = await auditOf(url);
    expect(audited).toMatchObject([{ actor: 'marketing-ci', verb: 'publishProduct', outcome: 'FORBIDDEN' }]);
  });

  it('is not done by taking the name of a manifest, or a tag beside it', async () => {
    const { url } = await start(dialect);
    const secret = await tokenFor(url, 'marketing-ci', ['publish'], ['marketing']);
    const own = acmeManifest('domains/marketing/domain-manifest.yaml');
    const named = { ...own, source: own.source.replace('name: marketing-domain', 'name: sales-domain') };
    const beside = {
      ...own,
      source: own.source.replace('version: "1.3.0"', 'version: "1.4.0"'),
      ref: 'oci://registry.acme.com/domains/sales-platform:v2.9.0',
    };
    for (const input of [named, beside])
      expect((await askAs(url, secret, MANIFEST, { input })).errors).toMatchObject([
        {
          extensions: {
            code: 'FORBIDDEN',
            needs: expect.arrayContaining([expect.stringContaining('sales')]) as string[],
          },
        },
      ]);
    const next = { ...beside, ref: 'oci://registry.acme.com/domains/marketing-platform:v1.4.0' };
    expect((await askAs(url, secret, MANIFEST, { input: next })).data).toEqual({
      publishManifest: { manifest: { name: 'marketing-domain' }, userErrors: [] },
    });
  });

  it('is not done beside what he may: publishing together is refused for one product of another', async () => {
    const { url, db } = await start(dialect);
    const secret = await tokenFor(url, 'sales-ci', ['publish'], ['sales']);
    const before = await db.one(sql`SELECT last_seq AS "seq" FROM event_counter`);
    const input = { products: [acmeProduct('sales/opportunity-pipeline'), acmeProduct('marketing/targeting-engine')] };
    expect((await askAs(url, secret, TOGETHER, { input })).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
    expect(await db.one(sql`SELECT last_seq AS "seq" FROM event_counter`)).toEqual(before);
    const one = { products: input.products.slice(0, 1) };
    expect((await askAs(url, secret, TOGETHER, { input: one })).data).toEqual({
      publishTogether: { products: [{ fqn: 'sales.opportunity-pipeline' }], userErrors: [] },
    });
  });

  it('is not done among many: all are refused before one is published, or the one that compiles to another', async () => {
    const { url, db } = await start(dialect);
    const secret = await tokenFor(url, 'sales-ci', ['publish'], ['sales']);
    const before = await db.one(sql`SELECT last_seq AS "seq" FROM event_counter`);
    const raised = acmeProduct('sales/opportunity-pipeline', {
      source: (text) => text.replace('version: "2.0.0"', 'version: "2.0.1"'),
    });
    const others = { products: [raised, acmeProduct('marketing/targeting-engine')] };
    expect((await askAs(url, secret, MANY, { input: others })).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
    expect(await db.one(sql`SELECT last_seq AS "seq" FROM event_counter`)).toEqual(before);
    const input = { products: [raised, posing('marketing')] };
    expect((await askAs(url, secret, MANY, { input })).data).toMatchObject({
      publishMany: {
        published: 1,
        failed: 1,
        results: [
          { subject: 'sales.opportunity-pipeline', product: { fqn: 'sales.opportunity-pipeline' }, userErrors: [] },
          { product: null, userErrors: [{ code: 'FORBIDDEN' }] },
        ],
      },
    });
    expect(await db.all(sql`SELECT fqn FROM products WHERE name = 'posing'`)).toEqual([]);
    const told = await auditOf(url);
    expect(told.map(({ verb, subject, outcome }) => [verb, subject, outcome])).toEqual([
      ['publishMany', 'sales.opportunity-pipeline', 'FORBIDDEN'],
      ['publishMany', 'marketing.targeting-engine', 'FORBIDDEN'],
      ['publishMany', 'sales.opportunity-pipeline', 'done'],
      ['publishMany', 'data-product.yaml', 'FORBIDDEN'],
    ]);
    expect(told.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('targeting-engine'),
      expect.stringContaining('targeting-engine'),
      expect.stringContaining('speaks for the domain sales'),
      expect.stringContaining('marketing.posing'),
    ]);
  });

  it('is not done for the ports of others by a monitor that is bound to a domain', async () => {
    const { url } = await start(dialect);
    const bound = await tokenFor(url, 'sales-probe', ['monitor'], ['sales']);
    const observed = (port: string): Record<string, unknown> => ({
      input: { observations: [{ port, objective: 'AVAILABILITY', at: '2026-02-01T00:00:00.000Z', up: true }] },
    });
    const own = await askAs(url, bound, OBSERVE, observed('sales.customer-360.customers'));
    expect(own.data).toEqual({ recordObservations: { accepted: 1, userErrors: [] } });
    const others = await askAs(url, bound, OBSERVE, observed('marketing.campaign-attribution.customer_interactions'));
    expect(others.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect((await askAs(url, bound, OBSERVE, observed('sales.nothing.x'))).data).toMatchObject({
      recordObservations: { accepted: 0, userErrors: [{ code: 'NOT_FOUND' }] },
    });
  });
});

describe.each(databases)('the audit log on %s', (dialect) => {
  it('tells of what was done, refused, wrong and denied: who, from where, about what, and how it ended', async () => {
    const { url } = await start(dialect);
    const secret = await tokenFor(url, 'sales-ci', ['publish'], ['sales']);
    const raised = acmeProduct('sales/customer-360', {
      source: (text) => text.replace(/version: "3\.2\.\d"/, 'version: "3.3.0"'),
    });
    const { data } = await askAs(url, secret, PUBLISH, { input: raised });
    expect(data).toMatchObject({ publishProduct: { product: { publishedBy: 'sales-ci' } } });
    await askAs(url, secret, PUBLISH, { input: raised });
    await askAs(url, secret, PUBLISH, { input: acmeProduct('sales/customer-360') });
    await askAs(url, secret, PUBLISH, { input: { source: 'kind: DataProduct\n' } });
    await askAs(url, secret, PUBLISH, { input: acmeProduct('marketing/targeting-engine') });
    await askAs(url, null, PUBLISH, { input: acmeProduct('sales/customer-360') });
    const told = await auditOf(url);
    expect(told.map(({ actor, subject, outcome }) => [actor, subject, outcome])).toEqual([
      ['sales-ci', 'sales.customer-360', 'done'],
      ['sales-ci', 'sales.customer-360', 'unchanged'],
      ['sales-ci', 'sales.customer-360', 'CONFLICT'],
      ['sales-ci', 'data-product.yaml', 'found errors'],
      ['sales-ci', 'marketing.targeting-engine', 'FORBIDDEN'],
      [null, 'sales.customer-360', 'UNAUTHENTICATED'],
    ]);
    expect(told[0]).toMatchObject({
      kind: 'TOKEN',
      from: expect.stringContaining('127.0.0.1') as string,
      verb: 'publishProduct',
      requestId: expect.stringMatching(/^[\w-]{36}$/) as string,
      reason: 'speaks for the domain sales',
    });
  });

  it('holds an entry of every mutation on a server that asks nobody too', async () => {
    const server = await startTestServer({ dialect, acme: true });
    await server.ask(PUBLISH, { input: acmeProduct('sales/customer-360') });
    const { auditEvents } = await server.data<{ auditEvents: { nodes: readonly Entry[] } }>(AUDIT);
    expect(auditEvents.nodes).toMatchObject([{ actor: null, kind: 'ANONYMOUS', outcome: 'unchanged', reason: null }]);
  });

  it('is in the same transaction as what was done: where it cannot be written, nothing is done', async () => {
    const { url, db } = await start(dialect);
    const secret = await tokenFor(url, 'sales-ci', ['publish'], ['sales']);
    await db.transaction((tx) => tx.run(sql`ALTER TABLE audit_events RENAME TO away`));
    const raised = acmeProduct('sales/customer-360', {
      source: (text) => text.replace(/version: "3\.2\.\d"/, 'version: "3.3.0"'),
    });
    expect((await askAs(url, secret, PUBLISH, { input: raised })).errors).toMatchObject([
      { extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
    expect(await db.one(sql`SELECT version FROM products WHERE fqn = 'sales.customer-360'`)).not.toEqual({
      version: '3.3.0',
    });
  });

  it('is read by filter and page, and by nobody who may not', async () => {
    const { url } = await start(dialect);
    const secret = await tokenFor(url, 'sales-ci', ['publish'], ['sales']);
    for (const name of ['sales/customer-360', 'sales/opportunity-pipeline'])
      await askAs(url, secret, PUBLISH, { input: acmeProduct(name) });
    const query = `query ($filter: AuditFilter, $after: Cursor) {
      auditEvents(filter: $filter, first: 1, after: $after) { totalCount nodes { id cursor subject } pageInfo { hasNextPage endCursor } } }`;
    const page = async (variables: object): Promise<Record<string, unknown>> =>
      (await askAs(url, BOOTSTRAP, query, { ...variables })).data?.['auditEvents'] as Record<string, unknown>;
    const first = await page({ filter: { actors: ['sales-ci'], verbs: ['publishProduct'] } });
    expect(first).toMatchObject({
      totalCount: 2,
      nodes: [{ subject: 'sales.customer-360' }],
      pageInfo: { hasNextPage: true },
    });
    const [{ cursor, id }] = first['nodes'] as [{ cursor: string; id: string }];
    expect(await page({ filter: { actors: ['sales-ci'] }, after: cursor })).toMatchObject({
      nodes: [{ subject: 'sales.opportunity-pipeline' }],
      pageInfo: { hasNextPage: false },
    });
    expect(await page({ filter: { subjects: ['nothing'] } })).toMatchObject({ totalCount: 0 });
    const node = 'query ($id: ID!) { node(id: $id) { id } }';
    expect((await askAs(url, BOOTSTRAP, node, { id })).data).toEqual({ node: { id } });
    expect((await askAs(url, secret, node, { id })).data).toEqual({ node: null });
  });
});
