import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actions } from '../../src/actions/actions.js';
import { createActions } from '../../src/actions/createActions.js';
import type { Database } from '../../src/entities/database.js';
import { sql } from '../../src/entities/sql.js';
import { campaignAttribution, mustPublish } from '../support/acme.js';
import { openAcmeDatabase } from '../support/acmeStore.js';
import { databases } from '../support/databases.js';
import type { ProductRequest } from '../../src/actions/kit/productRequest.js';

const SEGMENTS = 'sales-to-marketing-customer-segments';

/** marketing.campaign-attribution with another freshness for the interactions that sales makes its segments from. */
const fresh = (version: string, freshness: string): ProductRequest => {
  const same = campaignAttribution(version, () => undefined);
  return { ...same, source: same.source.replace('freshness: 2h', `freshness: ${freshness}`) };
};

describe.each(databases)('the SLA of a contract through the whole chain, on %s', (dialect) => {
  let db: Database;
  let actions: Actions;
  const contract = () =>
    db.one(
      sql`SELECT status AS "status", version AS "version", broken_reason AS "reason" FROM contracts WHERE name = ${SEGMENTS}`,
    );
  const entries = () =>
    db.all(
      sql`SELECT kind AS "kind", after AS "after" FROM contract_changes WHERE contract_name = ${SEGMENTS} ORDER BY seq`,
    );

  beforeEach(async () => {
    db = await openAcmeDatabase(dialect);
    const clock = { now: () => new Date('2026-01-15T12:00:00.000Z') };
    actions = createActions({ db, clock, actor: { name: 'tests' }, registry: { base: null } });
  });
  afterEach(() => db.close());

  it('a contract two products away breaks with the chain, and heals by itself', async () => {
    expect(await contract()).toMatchObject({ status: 'active' });
    await mustPublish(actions, fresh('2.0.0', '48h'));
    expect(await contract()).toEqual({
      status: 'broken',
      version: '1.0.0',
      reason:
        'marketing.targeting-engine requires freshness=24h, but sales.customer-360.customer_segments rests on ' +
        'marketing.campaign-attribution.customer_interactions with 48h ' +
        '(sales.customer-360.customer_segments ← marketing.campaign-attribution.customer_interactions).',
    });
    expect((await entries()).at(-1)).toMatchObject({ kind: 'STATUS_CHANGED' });

    await mustPublish(actions, fresh('2.1.0', '12h'));
    expect(await contract()).toEqual({ status: 'active', version: '1.0.0', reason: null });
  });

  it('is told once, however often its provider is published', async () => {
    await mustPublish(actions, fresh('2.0.0', '48h'));
    const told = (await entries()).length;
    await mustPublish(actions, fresh('2.0.1', '48h'));
    expect(await entries()).toHaveLength(told);
  });
});
