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
const FQN = 'marketing.campaign-attribution';
const gone = campaignAttribution('2.0.0', (names) => delete names['campaign_id']);
const goneToo = campaignAttribution('2.0.0', (names) => {
  delete names['campaign_id'];
  delete names['interaction_timestamp'];
});

describe.each(databases)('announcing a breaking change on %s (decision 17)', (dialect) => {
  let db: Database;
  let actions: Actions;
  let now: Date;
  const at = (date: string): void => void (now = new Date(date));

  const feed = (): Promise<{ kind: string; path: string; effectiveAt: string | null; message: string }[]> =>
    db.all(sql`SELECT kind AS "kind", path AS "path", effective_at AS "effectiveAt", message AS "message"
               FROM contract_changes WHERE contract_name = ${CONTRACT} ORDER BY seq`);
  const contract = (): Promise<{ version: string; status: string; reason: string | null } | undefined> =>
    db.one(sql`SELECT version AS "version", status AS "status", broken_reason AS "reason"
               FROM contracts WHERE name = ${CONTRACT}`);
  const refusalOf = async (request: ProductRequest): Promise<string[]> => {
    const { product, userErrors } = await actions.publishProduct(request);
    expect(product).toBeNull();
    return userErrors.map(({ code, message }) => `${code} ${message}`);
  };

  beforeEach(async () => {
    db = await openAcmeDatabase(dialect);
    at('2026-01-15T12:00:00.000Z');
    const kit = { db, clock: { now: () => now }, actor: { name: 'tests' }, registry: { base: null } };
    actions = createActions(kit);
  });
  afterEach(() => db.close());

  it('publishing what nobody announced is refused with the consumers it breaks, and changes nothing', async () => {
    const before = await feed();
    const [refusal] = await refusalOf(gone);
    expect(refusal).toMatch(
      /^CONTRACT_NOTICE .* 2\.0\.0 breaks sales\.customer-360 \(columns\.campaign_id\): announce it/,
    );
    expect(await feed()).toEqual(before);
    expect(await contract()).toMatchObject({ version: '1.0.0', status: 'active' });
  });

  it('an announced version may be published from the end of the notice on, the end included', async () => {
    const { announcement, userErrors } = await actions.announceProduct(gone);
    expect(userErrors).toEqual([]);
    expect(announcement).toMatchObject({
      version: '2.0.0',
      effectiveAt: '2026-01-22T12:00:00.000Z',
      status: 'announced',
    });
    expect((await feed()).at(-1)).toMatchObject({
      kind: 'BREAKING_CHANGE_ANNOUNCED',
      path: 'columns.campaign_id',
      effectiveAt: '2026-01-22T12:00:00.000Z',
    });
    at('2026-01-22T11:59:59.999Z');
    expect((await refusalOf(gone))[0]).toMatch(
      /takes effect on 2026-01-22T12:00:00\.000Z; not acknowledged by sales\.customer-360/,
    );
    at('2026-01-22T12:00:00.000Z');
    await mustPublish(actions, gone);
    expect(await contract()).toMatchObject({ version: '1.0.0', status: 'broken' });
    expect((await contract())?.reason).toContain('columns.campaign_id: An optional column was removed.');
    expect((await feed()).slice(-2)).toMatchObject([
      { kind: 'COLUMN_REMOVED', effectiveAt: '2026-01-22T12:00:00.000Z' },
      { kind: 'STATUS_CHANGED' },
    ]);
  });

  it('an announcement, an answer and a withdrawal that expect another version are refused, and change nothing', async () => {
    const conflict = (message: string) => [{ code: 'CONFLICT', path: ['input', 'expectedVersion'], message }];
    const early = await actions.announceProduct({ ...gone, expectedVersion: '1.4.0' });
    expect(early).toMatchObject({ announcement: null, userErrors: conflict(`${FQN} stands at 1.5.0, not at 1.4.0.`) });
    const { announcement } = await actions.announceProduct({ ...gone, expectedVersion: '1.5.0' });
    expect(announcement?.version).toBe('2.0.0');

    const before = await feed();
    const [answer, withdrawal] = [
      { contract: CONTRACT, response: 'accepted', expectedVersion: '1.9.0' } as const,
      { fqn: FQN, reason: 'no more', expectedVersion: '1.9.0' },
    ];
    const told = conflict(`${FQN} 2.0.0 is announced, not 1.9.0.`);
    expect(await actions.acknowledgeChange(answer)).toEqual({ announcement: null, userErrors: told });
    expect(await actions.withdrawAnnouncement(withdrawal)).toEqual({ announcement: null, userErrors: told });
    expect(await feed()).toEqual(before);

    expect((await actions.acknowledgeChange({ ...answer, expectedVersion: '2.0.0' })).userErrors).toEqual([]);
    expect((await actions.withdrawAnnouncement({ ...withdrawal, expectedVersion: '2.0.0' })).userErrors).toEqual([]);
  });

  it('an answer that heals is to the version that stands and broke the contract', async () => {
    await mustPublish(actions, { ...gone, forceReason: 'a leak' });
    const answer = { contract: CONTRACT, response: 'accepted', expectedVersion: '1.5.0' } as const;
    expect((await actions.acknowledgeChange(answer)).userErrors).toMatchObject([
      { code: 'CONFLICT', message: `${FQN} stands at 2.0.0, not at 1.5.0.` },
    ]);
    expect((await contract())?.status).toBe('broken');
    expect((await actions.acknowledgeChange({ ...answer, expectedVersion: '2.0.0' })).userErrors).toEqual([]);
    expect((await contract())?.status).toBe('active');
  });

  it('where every consumer agrees it may be published at once, and the contracts follow to their next version', async () => {
    await actions.announceProduct(gone);
    for (const response of ['blocked', 'migrating'] as const) {
      await actions.acknowledgeChange({ contract: CONTRACT, response });
      expect((await refusalOf(gone))[0]).toContain('not acknowledged by sales.customer-360');
    }
    await actions.acknowledgeChange({ contract: CONTRACT, response: 'accepted', note: 'we read it no more' });
    expect((await feed()).at(-1)?.message).toBe(`sales.customer-360 agrees to ${FQN} 2.0.0: we read it no more.`);
    await mustPublish(actions, gone);
    expect(await contract()).toEqual({ version: '2.0.0', status: 'active', reason: null });
  });

  it('a contract that broke heals by itself: when the provider gives back what it took', async () => {
    await mustPublish(actions, { ...gone, forceReason: 'a leak' });
    expect((await contract())?.status).toBe('broken');
    await mustPublish(
      actions,
      campaignAttribution('2.1.0', () => undefined),
    );
    expect(await contract()).toEqual({ version: '1.0.0', status: 'active', reason: null });
  });

  it('a contract that broke heals by itself: when the consumer says that it reads none of what changed', async () => {
    await mustPublish(actions, { ...gone, forceReason: 'a leak' });
    const adapted = acmeProduct('sales/customer-360', {
      source: (text) =>
        text
          .replace('version: "3.2.1"', 'version: "3.2.2"')
          .replace(
            'ref: marketing.campaign-attribution.customer_interactions',
            'ref: marketing.campaign-attribution.customer_interactions\n      columns: [customer_id, interaction_timestamp]',
          ),
    });
    await mustPublish(actions, adapted);
    expect(await contract()).toMatchObject({ status: 'active', reason: null });
    await mustPublish(
      actions,
      campaignAttribution('2.0.1', (names) => delete names['campaign_id']),
    );
    expect(await contract()).toMatchObject({ status: 'active', reason: null });
  });

  it('a contract that broke heals when its consumer agrees to what the provider offers now', async () => {
    await mustPublish(actions, { ...gone, forceReason: 'a leak' });
    expect((await actions.acknowledgeChange({ contract: CONTRACT, response: 'migrating' })).userErrors).toHaveLength(1);
    expect((await actions.acknowledgeChange({ contract: CONTRACT, response: 'accepted' })).userErrors).toEqual([]);
    expect(await contract()).toEqual({ version: '2.0.0', status: 'active', reason: null });
  });

  it("the consumer's compile warns with the date while the notice runs, and fails once it has ended", async () => {
    await actions.announceProduct(gone);
    const codes = async () => {
      const { status, diagnostics } = await actions.compileProduct(acmeProduct('sales/customer-360'));
      return [
        status,
        diagnostics.filter(({ code }) => code === 'CONTRACT_NOTICE_RUNNING').map(({ severity }) => severity),
      ];
    };
    expect(await codes()).toEqual(['succeeded', ['warning']]);
    at('2026-01-22T12:00:00.000Z');
    expect(await codes()).toEqual(['failed', ['error']]);
    await mustPublish(actions, gone);
    const { status, diagnostics } = await actions.compileProduct(acmeProduct('sales/customer-360'));
    expect(status).toBe('failed');
    expect(diagnostics.find(({ code }) => code === 'CONTRACT_SCHEMA_INCOMPATIBLE')?.notes.join()).toContain(
      'campaign_id',
    );
  });

  it('announced again with no more that breaks, the clock goes on and the answers hold; with more it starts anew', async () => {
    await actions.announceProduct(gone);
    await actions.acknowledgeChange({ contract: CONTRACT, response: 'accepted' });
    at('2026-01-18T12:00:00.000Z');
    const again = await actions.announceProduct({
      ...gone,
      files: [...gone.files, { path: 'NOTES.txt', content: 'x' }],
    });
    expect(again.announcement?.effectiveAt).toBe('2026-01-22T12:00:00.000Z');
    const more = await actions.announceProduct(goneToo);
    expect(more.announcement?.effectiveAt).toBe('2026-01-25T12:00:00.000Z');
    expect((await refusalOf(goneToo))[0]).toContain('not acknowledged by sales.customer-360');
  });

  it('more than was announced is not announced', async () => {
    await actions.announceProduct(gone);
    at('2026-03-01T00:00:00.000Z');
    expect((await refusalOf(goneToo))[0]).toContain('announce it first');
  });

  it('the effective date may be later than the notices ask for, never earlier', async () => {
    const early = await actions.announceProduct({ ...gone, effectiveAt: '2026-01-20T00:00:00Z' });
    expect(early.userErrors).toMatchObject([{ code: 'BAD_USER_INPUT', path: ['input', 'effectiveAt'] }]);
    const late = await actions.announceProduct({ ...gone, effectiveAt: '2026-02-01T00:00:00Z' });
    expect(late.announcement?.effectiveAt).toBe('2026-02-01T00:00:00.000Z');
  });

  it('an announcement can be withdrawn, with a reason that the consumers read; nothing runs then', async () => {
    await actions.announceProduct(gone);
    expect((await actions.withdrawAnnouncement({ fqn: FQN, reason: ' ' })).userErrors).toMatchObject([
      { path: ['input', 'reason'] },
    ]);
    await actions.withdrawAnnouncement({ fqn: FQN, reason: 'we keep it' });
    expect((await feed()).at(-1)).toMatchObject({ kind: 'ANNOUNCEMENT_WITHDRAWN' });
    expect((await actions.acknowledgeChange({ contract: CONTRACT, response: 'accepted' })).userErrors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    expect((await refusalOf(gone))[0]).toContain('announce it first');
  });

  it('a reason forces it, is kept with the version and told; an empty one is refused, and any where nobody may', async () => {
    expect(await refusalOf({ ...gone, forceReason: ' ' })).toEqual([expect.stringContaining('the reason is empty')]);
    const kit = { db, clock: { now: () => now }, actor: { name: null }, registry: { base: null } };
    const strict = createActions({ ...kit, forcing: 'refuse' });
    expect((await strict.publishProduct({ ...gone, forceReason: 'a leak' })).userErrors).toMatchObject([
      { code: 'CONTRACT_NOTICE', path: ['input', 'forceReason'] },
    ]);
    await mustPublish(actions, { ...gone, forceReason: 'a leak' });
    expect((await feed()).find(({ kind }) => kind === 'NOTICE_OVERRIDDEN')?.message).toContain('a leak');
    const kept = await db.one<{ reason: string }>(sql`
      SELECT v.forced_reason AS "reason" FROM product_versions v JOIN products p ON p.id = v.product_id
      WHERE v.version = '2.0.0' AND p.fqn = ${FQN}`);
    expect(kept?.reason).toBe('a leak');
  });

  it('one version at a time is announced; one that stands, or a product that does not, is not', async () => {
    await actions.announceProduct(gone);
    const other = await actions.announceProduct(campaignAttribution('3.0.0', (names) => delete names['campaign_id']));
    expect(other.userErrors).toMatchObject([
      { code: 'CONFLICT', message: expect.stringContaining('2.0.0 is announced') as string },
    ]);
    const standing = await actions.announceProduct(campaignAttribution('1.5.0', () => undefined));
    expect(standing.userErrors).toMatchObject([{ code: 'CONFLICT' }]);
  });
});
