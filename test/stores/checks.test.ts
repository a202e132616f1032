import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createActions } from '../../src/actions/createActions.js';
import { checkStore, CHECKS } from '../../src/entities/checks/checkStore.js';
import { Database } from '../../src/entities/database.js';
import { sql, type Sql } from '../../src/entities/sql.js';
import { acmeProduct, campaignAttribution, mustPublish } from '../support/acme.js';
import { newAcmeUrl, openAcmeDatabase } from '../support/acmeStore.js';
import { databases } from '../support/databases.js';

const first = (table: string, where = sql`TRUE`): Sql =>
  sql`id = (SELECT MIN(id) FROM ${sql.raw(table)} WHERE ${where})`;
const event = (kind: string): Sql => sql`seq = (SELECT MIN(seq) FROM events WHERE kind = ${kind})`;
const SEGMENTS = 'sales.customer-360.customer_segments';
const BREACH = sql`INSERT INTO sla_breaches (port_id, objective, metric, target, observed, opened_at, resolved_at)
  SELECT MIN(id), 'freshness', 'freshness', 'PT1H', 'PT2H', '2026-01-15T12:00:00.000Z', '2026-01-15T13:00:00.000Z'
  FROM output_ports`;

/** What makes each check find something. */
const DAMAGES: Readonly<Record<string, readonly Sql[]>> = {
  EVENT_LOG_GAP: [sql`DELETE FROM events WHERE ${event('product_published')}`],
  EVENT_COUNTER_BEHIND: [sql`UPDATE event_counter SET last_seq = last_seq - 1`],
  EVENT_COUNTER_MISSING: [sql`DELETE FROM event_counter`],
  CHANGE_WITHOUT_EVENT: [sql`UPDATE events SET kind = 'product_retired' WHERE ${event('contract_change')}`],
  EVENT_WITHOUT_SUBJECT: [sql`UPDATE events SET subject_id = 999999 WHERE ${event('manifest_published')}`],
  VERSION_WITHOUT_EVENT: [sql`UPDATE events SET subject_id = 999999 WHERE ${event('product_published')}`],
  BREACH_WITHOUT_EVENT: [BREACH],
  ACCESS_REQUEST_WITHOUT_EVENT: [
    sql`INSERT INTO access_requests (port_id, grantee, grantee_kind, purpose, status, at)
        SELECT MIN(id), 'risk', 'domain', 'To see.', 'open', '2026-01-15T12:00:00.000Z' FROM output_ports`,
  ],
  RUN_WITHOUT_EVENT: [
    sql`INSERT INTO runs (product_id, key, status, started_at, ended_at)
        SELECT MIN(id), 'x', 'failed', '2026-01-15T12:00:00.000Z', '2026-01-15T12:00:00.000Z' FROM products`,
  ],
  PRODUCT_VERSION_MISSING: [sql`UPDATE products SET digest = 'another' WHERE ${first('products')}`],
  PRODUCT_NOT_COMPILED: [
    sql`UPDATE compilations SET status = 'failed' WHERE id = (SELECT MIN(compilation_id) FROM product_versions)`,
  ],
  PRODUCT_IN_PART: [sql`DELETE FROM lineage_edges WHERE ${first('lineage_edges')}`],
  CONTRACT_VERSION_MISSING: [sql`UPDATE contracts SET version = '9.9.9' WHERE ${first('contracts')}`],
  CONTRACT_BEGINNING_MISSING: [
    sql`UPDATE contract_changes SET kind = 'COLUMN_ADDED'
        WHERE seq = (SELECT MIN(seq) FROM contract_changes WHERE kind = 'CONTRACT_ESTABLISHED')`,
  ],
  CONTRACT_MISSING: [
    sql`UPDATE input_ports SET provider_port_id = (
          SELECT MIN(o.id) FROM output_ports o WHERE o.product_id = input_ports.product_id)
        WHERE ${first('input_ports', sql`provider_port_id IS NOT NULL`)}`,
  ],
  PROVIDER_NOT_JOINED: [
    sql`UPDATE input_ports SET provider_port_id = NULL WHERE ${first('input_ports', sql`provider_port_id IS NOT NULL`)}`,
  ],
  CONSUMER_COUNT_WRONG: [sql`UPDATE products SET consumer_count = consumer_count + 1 WHERE ${first('products')}`],
  BREACH_NOT_OPEN: [
    sql`DELETE FROM sla_statuses`,
    BREACH,
    sql`INSERT INTO sla_statuses (port_id, objective, metric, target, observed, state, observed_at, breach_id)
        SELECT b.port_id, b.objective, b.metric, b.target, b.observed, 'breached', b.opened_at, b.id FROM sla_breaches b
        WHERE b.id = (SELECT MAX(id) FROM sla_breaches)`,
  ],
  PROBES_MISCOUNTED: [
    sql`DELETE FROM sla_statuses`,
    sql`INSERT INTO sla_statuses (port_id, objective, metric, target, state, window_since, window_probes, window_up)
        SELECT MIN(id), 'availability', 'availability', '99%', 'met', '2026-01-01T00:00:00.000Z', 1, 1 FROM output_ports`,
  ],
  COUNTER_WRONG: [sql`UPDATE counters SET count = count + 1 WHERE list = 'products' AND facet = ''`],
  SEARCH_ENTRY_MISSING: [sql`DELETE FROM search_entries WHERE ${first('search_entries', sql`kind = 'model'`)}`],
  SEARCH_ENTRY_STALE: [
    sql`UPDATE search_entries SET key = 'sales.gone.port' WHERE ${first('search_entries', sql`kind = 'column'`)}`,
  ],
  IDEMPOTENCY_KEY_UNANSWERED: [
    sql`INSERT INTO idempotency_keys (principal, verb, key, digest, created_at) VALUES ('', 'v', 'k', 'd', 'now')`,
  ],
};

/** What only SQLite can come to, whose file and index are its own. */
const OF_SQLITE = ['STORE_DAMAGED', 'SEARCH_INDEX_STALE'];

/** Undoes a transaction that has been looked at. */
class Seen extends Error {}

describe.each(databases)('the checks of a store on %s', (dialect) => {
  let db: Database;

  beforeAll(async () => {
    db = await openAcmeDatabase(dialect);
  });
  afterAll(() => db.close());

  /** The codes that are found after these statements, of which nothing stays. */
  async function foundAfter(statements: readonly Sql[]): Promise<readonly string[]> {
    let codes: string[] = [];
    const looking = db.transaction(async (tx) => {
      for (const statement of statements) await tx.run(statement);
      codes = (await checkStore(tx)).map(({ code }) => code);
      throw new Seen();
    });
    await expect(looking).rejects.toThrow(Seen);
    return codes;
  }

  it('find nothing in a store that was only published to, announced in, retired from, observed, asked for access and run', async () => {
    expect(await db.snapshot(checkStore)).toEqual([]);
    const actions = createActions({
      db,
      clock: { now: () => new Date('2026-01-15T12:00:00.000Z') },
      actor: { name: 'tests' },
      registry: { base: null },
    });
    const at = '2026-01-15T12:00:00.000Z';
    const seen = { port: 'sales.customer-360.customers', objective: 'freshness', at } as const;
    await actions.recordObservations({ observations: [{ ...seen, dataAt: '2026-01-01T00:00:00.000Z' }] });
    await actions.recordObservations({ observations: [{ ...seen, dataAt: at }] });
    await actions.announceProduct(campaignAttribution('2.0.0', (names) => delete names['campaign_id']));
    await mustPublish(actions, {
      ...campaignAttribution('2.0.0', (names) => delete names['campaign_id']),
      forceReason: 'a leak',
    });
    const { userErrors } = await actions.retireProduct({ fqn: 'marketing.targeting-engine', reason: 'no more' });
    expect(userErrors).toEqual([]);
    await actions.compileProduct({ ...acmeProduct('sales/customer-360'), files: [] });
    for (const whom of ['domain:finance', 'domain:risk']) {
      const { request } = await actions.requestAccess({ port: SEGMENTS, for: whom, purpose: 'To see.' });
      if (whom === 'domain:risk') await actions.decideAccess({ id: request?.id ?? null, grant: true });
    }
    const run = { product: 'sales.customer-360', runId: 'x', at, message: null, externalUrl: null } as const;
    await actions.recordRun({ ...run, step: 'models', status: 'running' });
    await actions.recordRun({ ...run, step: null, status: 'succeeded' });
    expect(await db.snapshot(checkStore)).toEqual([]);
  });

  it.each(Object.entries(DAMAGES))('find %s', async (code, damage) => {
    expect(await foundAfter(damage)).toContain(code);
    expect(await foundAfter([])).toEqual([]);
  });

  it('are each shown to find something', () => {
    expect(CHECKS.map(({ code }) => code).sort()).toEqual([...Object.keys(DAMAGES), ...OF_SQLITE].sort());
  });

  it('read one moment, whoever publishes meanwhile', async () => {
    const count = (): Promise<{ n: number } | undefined> => db.one(sql`SELECT COUNT(*) AS "n" FROM counters`);
    const before = await count();
    await db.snapshot(async (then) => {
      const read = () => then.one(sql`SELECT COUNT(*) AS "n" FROM counters`);
      expect(await read()).toEqual(before);
      await db.transaction((tx) =>
        tx.run(sql`INSERT INTO counters (list, facet, value, count) VALUES ('x', '', '', 0)`),
      );
      expect(await read()).toEqual(before);
    });
    expect(await count()).not.toEqual(before);
  });
});

describe('the checks of a SQLite file', () => {
  it('find rows that name none, and an index that lacks a text', async () => {
    const url = await newAcmeUrl('sqlite');
    const file = new Sqlite(url.slice('sqlite:'.length));
    file.pragma('foreign_keys = OFF');
    file.exec(`INSERT INTO search_trigrams (search_trigrams, rowid, text)
               SELECT 'delete', id, text FROM search_entries WHERE id = (SELECT MIN(id) FROM search_entries);
               DELETE FROM contract_versions WHERE id = 1; DELETE FROM contracts WHERE id = 1`);
    file.close();
    const db = await Database.open(url);
    try {
      const found = await db.snapshot(checkStore);
      expect(found.map(({ code }) => code)).toEqual(expect.arrayContaining(OF_SQLITE));
      expect(found.every(({ what, where, mend }) => what && where && mend)).toBe(true);
    } finally {
      await db.close();
    }
  });
});
