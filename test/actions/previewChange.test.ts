import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actions } from '../../src/actions/actions.js';
import { createActions } from '../../src/actions/createActions.js';
import { renderPreview } from '../../src/compiler/compile.js';
import type { ChangePreview } from '../../src/compiler/contracts/preview.js';
import type { Database } from '../../src/entities/database.js';
import { sql } from '../../src/entities/sql.js';
import {
  ACME_MANIFESTS,
  ACME_PRODUCTS,
  acmeManifest,
  acmeProduct,
  campaignAttribution,
  mustPublish,
} from '../support/acme.js';
import { openAcmeDatabase } from '../support/acmeStore.js';
import { databases, openTestDatabase } from '../support/databases.js';

const PORT = 'marketing.campaign-attribution.customer_interactions';
const CONTRACT = 'marketing-to-sales-customer-interactions';
const gone = campaignAttribution('1.5.1', (names) => delete names['campaign_id']);

describe.each(databases)('previewing a change, on %s', (dialect) => {
  let db: Database;
  let actions: Actions;
  const preview = async (request: Parameters<Actions['previewChange']>[0]): Promise<ChangePreview> => {
    const { preview: found, diagnostics } = await actions.previewChange(request);
    if (!found) throw new Error(JSON.stringify(diagnostics));
    return found;
  };
  const everything = async (): Promise<string> => {
    const tables = ['events', 'contracts', 'compilations', 'products', 'announcements', 'product_versions'];
    const counts = await Promise.all(tables.map((name) => db.one(sql`SELECT COUNT(*) AS "n" FROM ${sql.raw(name)}`)));
    return JSON.stringify(counts);
  };

  async function open(openDatabase: typeof openTestDatabase): Promise<void> {
    db = await openDatabase(dialect);
    const clock = { now: () => new Date('2026-01-15T12:00:00.000Z') };
    actions = createActions({ db, clock, actor: { name: 'tests' }, registry: { base: null } });
  }
  beforeEach(() => open(openAcmeDatabase));
  afterEach(() => db.close());

  it('writes nothing, and says it as Markdown for a pull request', async () => {
    const before = await everything();
    const found = await preview({ product: gone });
    expect(await everything()).toBe(before);
    expect(renderPreview(found)).toBe(`## marketing.campaign-attribution 1.5.0 → 1.5.1

Requires a major version: 2.0.0. **1.5.1 is too low: use 2.0.0.**
It breaks 1 contract. Announced now, it may be published from 2026-01-22T12:00:00.000Z on (notice P7D).

### \`customer_interactions\`

|  | where | what it means |
|---|---|---|
| 🔴 breaking | \`columns.campaign_id\` | ${found.ports[0]?.changes[0]?.message ?? ''} |

### Consumers

|  | consumer | contract | reads | because of |
|---|---|---|---|---|
| 🔴 breaks | \`sales.customer-360\` | \`${CONTRACT}\` | \`customer_id\`, \`interaction_timestamp\`, \`campaign_id\` | \`columns.campaign_id\` |

### Further downstream

- \`finance.revenue-metrics\`, through \`sales.customer-360\`
- \`marketing.targeting-engine\`, through \`sales.customer-360\`
`);
  });

  it('takes another schema for one port', async () => {
    const schema = '{"type": "object", "properties": {"customer_id": {"type": "string"}}}';
    const found = await preview({ port: { fqn: PORT, schema, file: 'customer_interactions.json' } });
    expect(found.ports).toMatchObject([{ port: 'customer_interactions' }]);
    expect(found.ports[0]?.changes.map(({ path }) => path)).toContain('columns.campaign_id');
    expect(found.consumers).toMatchObject([{ contract: CONTRACT, verdict: 'breaking' }]);
    const { preview: none, diagnostics } = await actions.previewChange({
      port: { fqn: PORT, schema: '{', file: 'a.json' },
    });
    expect(none).toBeNull();
    expect(diagnostics).toMatchObject([{ location: { file: 'a.json' } }]);
  });

  it('takes other terms for one contract, and judges its own version', async () => {
    const source = `apiVersion: floe.dev/v1
kind: DataContract
metadata: {name: ${CONTRACT}, version: "1.1.0"}
provider: {domain: marketing, product: campaign-attribution, port: customer_interactions}
consumer: {domain: sales, product: customer-360}
schema: {columns: [{name: customer_id, type: string, required: true}]}
`;
    const found = await preview({ contract: { name: CONTRACT, source, file: 'contract.yaml' } });
    expect(found).toMatchObject({
      before: '1.0.0',
      after: '1.1.0',
      next: '2.0.0',
      version: { rule: 'version_small', next: '2.0.0' },
      consumers: [{ contract: CONTRACT, verdict: 'breaking' }],
    });
  });

  it('judges by what the enterprise demotes, says who did, and publishes it without notice', async () => {
    await db.close();
    await open(openTestDatabase);
    const data = '    data_contracts:\n';
    for (const { file } of ACME_MANIFESTS) {
      const manifest = acmeManifest(file);
      const source = manifest.source.replace(data, `${data}      demote: [col_removed_optional]\n`);
      expect((await actions.publishManifest({ ...manifest, source })).userErrors).toEqual([]);
    }
    for (const name of ACME_PRODUCTS) await mustPublish(actions, acmeProduct(name));
    const demoted = {
      ports: [{ changes: [{ rule: 'col_removed_optional', severity: 'risky', demotedBy: 'acme-enterprise@1.0.0' }] }],
      consumers: [{ contract: CONTRACT, verdict: 'risky' }],
      hindrance: null,
    };
    const { files = [] } = gone;
    const schema = files.find(({ path }) => path === 'schemas/customer_interactions.json')?.content ?? '';
    expect(await preview({ product: gone })).toMatchObject(demoted);
    expect(await preview({ port: { fqn: PORT, schema, file: 'a.json' } })).toMatchObject(demoted);
    const columns = '{name: customer_id, type: string, required: true}, {name: interaction_type, type: string}';
    const contract = `apiVersion: floe.dev/v1
kind: DataContract
metadata: {name: ${CONTRACT}, version: "1.1.0"}
provider: {domain: marketing, product: campaign-attribution, port: customer_interactions}
consumer: {domain: sales, product: customer-360}
schema: {columns: [${columns}, {name: interaction_timestamp, type: timestamp, required: true}]}
`;
    const own = await preview({ contract: { name: CONTRACT, source: contract, file: 'contract.yaml' } });
    expect(own.consumers[0]?.changes).toContainEqual(
      expect.objectContaining({ path: 'columns.campaign_id', severity: 'risky', demotedBy: 'acme-enterprise@1.0.0' }),
    );
    const { product, compilation } = await actions.publishProduct(
      campaignAttribution('2.0.0', (names) => delete names['campaign_id']),
    );
    expect([compilation.diagnostics.filter(({ severity }) => severity === 'error'), product?.version]).toEqual([
      [],
      '2.0.0',
    ]);
  });

  it('knows no change where nothing is published yet', async () => {
    const first = { ...gone, source: gone.source.replace('name: campaign-attribution', 'name: brand-new') };
    expect((await actions.previewChange({ product: first })).preview).toBeNull();
  });

  it('says what is wrong with the question', async () => {
    await expect(actions.previewChange({})).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    const port = { fqn: 'marketing.campaign-attribution.atribution', schema: '{}', file: 'a.json' };
    await expect(actions.previewChange({ port })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('Did you mean marketing.campaign-attribution.attribution'),
    });
    const contract = { name: 'nope', source: '', file: 'a.yaml' };
    await expect(actions.previewChange({ contract })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
