import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actions } from '../../src/actions/actions.js';
import { createActions } from '../../src/actions/createActions.js';
import { impliedRef } from '../../src/actions/publishManifest.js';
import type { Database } from '../../src/entities/database.js';
import { sql } from '../../src/entities/sql.js';
import { acmeManifest, acmeProduct, publishAcmeManifests } from '../support/acme.js';
import { databases, openTestDatabase } from '../support/databases.js';

const ENTERPRISE = 'enterprise-manifest.yaml';
const SALES = 'domains/sales/domain-manifest.yaml';

describe.each(databases)('publishing manifests on %s', (dialect) => {
  let db: Database;
  let actions: Actions;
  const count = async (table: string): Promise<number> =>
    Number((await db.one<{ n: number }>(sql`SELECT COUNT(*) AS "n" FROM ${sql.raw(table)}`))?.n);

  beforeEach(async () => {
    db = await openTestDatabase(dialect);
    const clock = { now: () => new Date('2026-01-15T12:00:00.000Z') };
    actions = createActions({ db, clock, actor: { name: null }, registry: { base: null } });
  });
  afterEach(() => db.close());

  it('registers the domains of the enterprise in its order, then the one that it carries, and a domain that it does not know after them', async () => {
    await publishAcmeManifests(actions);
    const rows = await db.all<{ name: string }>(sql`SELECT name AS "name" FROM domains ORDER BY ordinal`);
    expect(rows.map((each) => each.name)).toEqual(['sales', 'marketing', 'finance', 'enterprise', 'risk']);
  });

  it('keeps the domain that the enterprise carries: its platform, namespaces and search entries (decision 12)', async () => {
    await publishAcmeManifests(actions);
    expect(
      await db.all(sql`
        SELECT d.namespace AS "namespace", d.pattern AS "pattern", m.name AS "manifest" FROM domains d
        JOIN manifests m ON m.id = d.manifest_id WHERE d.name = 'enterprise' AND m.domain_name = 'enterprise'`),
    ).toEqual([{ namespace: 'enterprise', pattern: 'hybrid', manifest: 'acme-enterprise' }]);
    expect(
      await db.all(sql`
        SELECT n.path AS "path", n.layer AS "layer", d.name AS "domain" FROM namespaces n
        JOIN domains d ON d.id = n.domain_id WHERE d.name = 'enterprise' ORDER BY n.path`),
    ).toEqual([
      { path: 'enterprise', layer: null, domain: 'enterprise' },
      { path: 'enterprise.reference_data', layer: 'reference_data', domain: 'enterprise' },
    ]);
  });

  it('gives the domain that one enterprise carries to no other', async () => {
    await publishAcmeManifests(actions);
    const { source, file } = acmeManifest(ENTERPRISE);
    const other = source.replace('name: acme-enterprise', 'name: other-enterprise');
    expect(await actions.publishManifest({ source: other, file })).toMatchObject({
      manifest: null,
      userErrors: [
        { code: 'CONFLICT', message: expect.stringContaining('is that of acme-enterprise 1.0.0') as string },
      ],
    });
    const named = `${other}\ndomain: {name: shared, namespace: shared}\n`;
    expect(await actions.publishManifest({ source: named, file })).toMatchObject({
      manifest: { domainName: 'shared' },
    });
  });

  it('declares the layer namespaces of a domain under its root, with its grants', async () => {
    await publishAcmeManifests(actions);
    const rows = await db.all<{ path: string; parent: string | null }>(sql`
      SELECT n.path AS "path", p.path AS "parent" FROM namespaces n LEFT JOIN namespaces p ON p.id = n.parent_id
      WHERE n.path = 'sales' OR n.path LIKE 'sales.%' ORDER BY n.id`);
    expect(rows).toEqual(
      expect.arrayContaining([
        { path: 'sales', parent: null },
        { path: 'sales.bronze', parent: 'sales' },
        { path: 'sales.silver', parent: 'sales' },
        { path: 'sales.gold', parent: 'sales' },
      ]),
    );
    const grants = await db.all(sql`
      SELECT g.grantee AS "grantee", g.grantee_kind AS "kind", g.access AS "access" FROM grants g
      JOIN namespaces n ON n.id = g.namespace_id WHERE n.path = 'sales.gold'`);
    expect(grants).toEqual([{ grantee: 'sales', kind: 'domain', access: 'read_write' }]);
  });

  it('says where a parent that nobody published was named, and changes nothing', async () => {
    const { manifest, compilation } = await actions.publishManifest(acmeManifest(SALES));
    expect(manifest).toBeNull();
    expect(compilation.diagnostics).toMatchObject([
      { severity: 'error', location: { file: SALES, line: 11, column: 8 } },
    ]);
    expect([await count('manifests'), await count('domains'), await count('events')]).toEqual([0, 0, 0]);
  });

  it('takes the same version with the same content as a no-op and refuses it with other content', async () => {
    await publishAcmeManifests(actions);
    const before = [await count('manifests'), await count('events')];
    expect(await actions.publishManifest(acmeManifest(ENTERPRISE))).toMatchObject({
      manifest: { version: '1.0.0' },
      unchanged: true,
    });
    const request = acmeManifest(ENTERPRISE);
    const edited = {
      ...request,
      source: request.source.replace('minimum_test_coverage: 70', 'minimum_test_coverage: 75'),
    };
    expect((await actions.publishManifest(edited)).userErrors).toMatchObject([
      { code: 'CONFLICT', path: ['input', 'source'] },
    ]);
    expect([await count('manifests'), await count('events')]).toEqual(before);
  });

  it('refuses a ref that names another artifact', async () => {
    await publishAcmeManifests(actions);
    const request = acmeManifest(ENTERPRISE);
    const next = { ...request, source: request.source.replace('version: "1.0.0"', 'version: "1.0.1"') };
    expect((await actions.publishManifest(next)).userErrors).toMatchObject([
      { code: 'CONFLICT', path: ['input', 'ref'] },
    ]);
  });

  it('resolves a short tag to the highest version under it (decision 10)', async () => {
    await publishAcmeManifests(actions);
    const short = (text: string): string => text.replace('sales-platform:v2.1.0', 'sales-platform:v2');
    const compilation = await actions.compileProduct(acmeProduct('sales/customer-360', { source: short }));
    expect(compilation.status).toBe('succeeded');
    expect(compilation.artifacts).toMatchObject({
      platform: [{ name: 'sales-domain', version: '2.1.0' }, { version: '1.0.0' }],
    });
  });
});

describe('the ref that a registry implies', () => {
  const domain = { name: 'sales', namespace: 'sales', owners: [] };
  it("is the one of ADR-0021's tiers", () => {
    const base = 'oci://registry.acme.com/';
    expect(impliedRef(base, { scope: 'enterprise', domain: null, name: 'acme', version: '1.0.0' })).toBe(
      'oci://registry.acme.com/enterprise-platform:v1.0.0',
    );
    expect(impliedRef(base, { scope: 'domain', domain, name: 'sales-domain', version: '2.1.0' })).toBe(
      'oci://registry.acme.com/domains/sales-platform:v2.1.0',
    );
    expect(impliedRef(null, { scope: 'platform', domain, name: 'p', version: '1.0.0' })).toBeNull();
  });
});
