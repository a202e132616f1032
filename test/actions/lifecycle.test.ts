import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actions } from '../../src/actions/actions.js';
import { createActions } from '../../src/actions/createActions.js';
import type { Database } from '../../src/entities/database.js';
import { sql } from '../../src/entities/sql.js';
import { acmeProduct, campaignAttribution, mustPublish } from '../support/acme.js';
import { openAcmeDatabase } from '../support/acmeStore.js';
import { databases } from '../support/databases.js';
import type { ProductRequest } from '../../src/actions/kit/productRequest.js';

const CONTRACT = 'marketing-to-sales-customer-interactions';
const PORT = 'marketing.campaign-attribution.customer_interactions';

/** marketing.campaign-attribution with a lifecycle for the port that sales reads. */
const living = (version: string, lifecycle: string): ProductRequest => {
  const same = campaignAttribution(version, () => undefined);
  const at = '    table: marketing.gold.customer_interactions\n';
  return { ...same, source: same.source.replace(at, `${at}    lifecycle: {${lifecycle}}\n`) };
};
const DEPRECATED = 'status: deprecated, since: "2026-01-15", remove_after: "2026-06-30", replaced_by: marketing.x.y';
const withoutInteractions = acmeProduct('sales/customer-360', {
  source: (text) =>
    text
      .replace('version: "3.2.1"', 'version: "3.3.0"')
      .replace(/ {2}- name: marketing_interactions[\s\S]*?(?=\n\S|\n# )/, ''),
  file: (file) =>
    file.path.endsWith('sales_gold_customer_segments.sql')
      ? { ...file, content: file.content.replace(/\{\{ source\([^)]*\) \}\}/, "{{ ref('sales_silver_accounts') }}") }
      : file,
});

describe.each(databases)('the life of a port and its contracts, on %s', (dialect) => {
  let db: Database;
  let actions: Actions;
  const contract = () =>
    db.one(
      sql`SELECT status AS "status", version AS "version", lifecycle AS "lifecycle" FROM contracts WHERE name = ${CONTRACT}`,
    );
  const feed = () =>
    db.all<{ kind: string; path: string; message: string }>(sql`
      SELECT kind AS "kind", path AS "path", message AS "message" FROM contract_changes WHERE contract_name = ${CONTRACT} ORDER BY seq`);

  beforeEach(async () => {
    db = await openAcmeDatabase(dialect);
    const clock = { now: () => new Date('2026-01-15T12:00:00.000Z') };
    actions = createActions({ db, clock, actor: { name: 'tests' }, registry: { base: null } });
  });
  afterEach(() => db.close());

  it('a port that is deprecated deprecates its contracts, and says until when and what replaces it', async () => {
    await mustPublish(actions, living('1.6.0', DEPRECATED));
    expect(await contract()).toMatchObject({ status: 'deprecated', version: '1.1.0' });
    const told = await feed();
    expect(told.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['deprecated', 'lifecycle.removeAfter', 'status']),
    );
    expect(told.at(-1)).toMatchObject({
      kind: 'STATUS_CHANGED',
      message: `${PORT} is deprecated, and there until 2026-06-30; read marketing.x.y in its place.`,
    });
    const { diagnostics } = await actions.compileProduct(acmeProduct('sales/customer-360'));
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: 'CONTRACT_PROVIDER_DEPRECATED', severity: 'warning' }),
    );

    // Published again as it is, nothing is told twice; taken back, the contract is in force again.
    const before = (await feed()).length;
    await mustPublish(actions, living('1.6.1', DEPRECATED));
    expect(await feed()).toHaveLength(before);
    await mustPublish(
      actions,
      campaignAttribution('1.7.0', () => undefined),
    );
    expect(await contract()).toMatchObject({ status: 'active', lifecycle: null });
  });

  it('retiring a port that is consumed is refused with the list of consumers, and let through when they let go', async () => {
    await mustPublish(actions, living('1.6.0', DEPRECATED));
    const retired = living('2.0.0', 'status: retired');
    const { product, compilation } = await actions.publishProduct(retired);
    expect(product).toBeNull();
    expect(compilation.diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'LIFECYCLE_RETIRED_IN_USE',
        message: "Output port 'customer_interactions' is retired, but still consumed by sales.customer-360",
      }),
    );
    await mustPublish(actions, withoutInteractions);
    expect(await contract()).toMatchObject({ status: 'retired' });
    expect((await feed()).at(-1)).toMatchObject({ kind: 'CONTRACT_ENDED' });
    await mustPublish(actions, retired);
    const port = await db.one(sql`SELECT removed_at AS "removedAt" FROM output_ports WHERE fqn = ${PORT}`);
    expect(port).toEqual({ removedAt: '2026-01-15T12:00:00.000Z' });
  });

  it('bringing the last day forward breaks the contract; putting it off does not', async () => {
    await mustPublish(actions, living('1.6.0', DEPRECATED));
    await mustPublish(actions, living('1.7.0', DEPRECATED.replace('2026-06-30', '2026-09-30')));
    expect(await contract()).toMatchObject({ status: 'deprecated' });
    const { userErrors } = await actions.publishProduct(
      living('2.0.0', DEPRECATED.replace('2026-06-30', '2026-03-01')),
    );
    expect(userErrors).toMatchObject([{ code: 'CONTRACT_NOTICE' }]);
  });

  it('a draft establishes contracts that are drafts; they are in force when the port is', async () => {
    const document = (name: string, version: string, rest: string): ProductRequest => ({
      source: `apiVersion: floe.dev/v1
kind: DataProduct
metadata: {name: ${name}, version: "${version}", description: "A product"}
domain: {ref: "oci://registry.acme.com/domains/sales-platform:v2.1.0"}
ownership: {team: sales-analytics, email: sales-analytics@acme.com}
${rest}`,
      file: 'data-product.yaml',
      files: [],
    });
    const provider = (version: string, lifecycle: string): ProductRequest =>
      document(
        'leads',
        version,
        `${lifecycle}
output_ports: [{name: out, description: Leads, table: sales.gold.leads, access: {default: allow},
  schema: {columns: [{name: id, type: string, description: The lead}]}}]
`,
      );
    const status = async () =>
      (
        await db.one<{ status: string }>(
          sql`SELECT status AS "status" FROM contracts WHERE name LIKE 'sales-to-sales-%'`,
        )
      )?.status;
    await mustPublish(actions, provider('0.1.0', 'lifecycle: {status: draft}'));
    const consumer = 'input_ports: [{name: leads, source: {type: data_product, ref: sales.leads.out}}]\n';
    await mustPublish(actions, document('scoring', '1.0.0', consumer));
    expect(await status()).toBe('draft');
    await mustPublish(actions, provider('0.2.0', ''));
    expect(await status()).toBe('active');
  });
});
