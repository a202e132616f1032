import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actions } from '../../src/actions/actions.js';
import { createActions } from '../../src/actions/createActions.js';
import type { Database } from '../../src/entities/database.js';
import { sql } from '../../src/entities/sql.js';
import { openAcmeDatabase } from '../support/acmeStore.js';
import { databases } from '../support/databases.js';
import type { ObservationRequest } from '../../src/actions/sla/observation.js';

describe.each(databases)('recording observations on %s', (dialect) => {
  let db: Database;
  let actions: Actions;
  const port = 'sales.customer-360.customers';
  const observe = (...observations: ObservationRequest[]) => actions.recordObservations({ observations });
  const freshness = (at: string, dataAt: string): ObservationRequest => ({ port, objective: 'freshness', at, dataAt });
  const state = (objective: string): Promise<{ state: string; observed: string } | undefined> =>
    db.one(sql`SELECT state AS "state", observed AS "observed" FROM sla_statuses WHERE objective = ${objective}`);

  beforeEach(async () => {
    db = await openAcmeDatabase(dialect);
    const clock = { now: () => new Date('2026-01-15T12:00:00.000Z') };
    actions = createActions({ db, clock, actor: { name: null }, registry: { base: null } });
  });
  afterEach(() => db.close());

  it('opens a breach once where data is older than the SLA, and resolves it when it is fresh again', async () => {
    const opened = await observe(freshness('2026-01-15T12:00:00.000Z', '2026-01-15T05:30:00.000Z'));
    expect(opened.breaches).toMatchObject([
      {
        objective: 'freshness',
        target: '6h',
        observed: '6h30m',
        openedAt: '2026-01-15T12:00:00.000Z',
        resolvedAt: null,
      },
    ]);
    const still = await observe(freshness('2026-01-15T12:10:00.000Z', '2026-01-15T05:30:00.000Z'));
    expect(still.breaches).toEqual([]);
    expect(await state('freshness')).toEqual({ state: 'breached', observed: '6h40m' });
    const resolved = await observe(freshness('2026-01-15T13:00:00.000Z', '2026-01-15T12:45:00.000Z'));
    expect(resolved.breaches).toMatchObject([{ id: opened.breaches[0]?.id, resolvedAt: '2026-01-15T13:00:00.000Z' }]);
    expect(await state('freshness')).toEqual({ state: 'met', observed: '15m' });
    const kinds = await db.all<{ kind: string }>(
      sql`SELECT kind AS "kind" FROM events WHERE kind LIKE 'sla%' ORDER BY seq`,
    );
    expect(kinds.map((each) => each.kind)).toEqual(['sla_breach_opened', 'sla_breach_resolved']);
  });

  it('lets an observation that comes late change no state', async () => {
    await observe(freshness('2026-01-15T13:00:00.000Z', '2026-01-15T12:45:00.000Z'));
    const late = await observe(freshness('2026-01-15T12:00:00.000Z', '2026-01-15T01:00:00.000Z'));
    expect(late).toMatchObject({ accepted: 1, breaches: [] });
    expect(await state('freshness')).toEqual({ state: 'met', observed: '15m' });
  });

  it('takes availability as the share of probes that were up over 30 days', async () => {
    const probe = (at: string, up: boolean): ObservationRequest => ({ port, objective: 'availability', at, up });
    await observe(probe('2025-11-01T00:00:00.000Z', false));
    await observe(probe('2026-01-15T10:00:00.000Z', true), probe('2026-01-15T11:00:00.000Z', true));
    expect(await state('availability')).toEqual({ state: 'met', observed: '100%' });
    const { breaches } = await observe(
      probe('2026-01-15T12:00:00.000Z', true),
      probe('2026-01-15T13:00:00.000Z', false),
    );
    expect(breaches).toMatchObject([{ objective: 'availability', target: '99.9%', observed: '75%' }]);
  });

  it('holds quality by metric', async () => {
    const quality = (metric: string, value: number): ObservationRequest => ({
      port,
      objective: 'quality',
      at: '2026-01-15T12:00:00.000Z',
      metric,
      value,
    });
    const { accepted, breaches } = await observe(
      quality('completeness', 98.5),
      quality('accuracy', 98),
      quality('unknown', 1),
    );
    expect(accepted).toBe(3);
    expect(breaches).toMatchObject([{ metric: 'completeness', target: '99%', observed: '98.5%' }]);
  });

  it('records none where one is wrong, and says which and why', async () => {
    const { accepted, userErrors } = await observe(
      freshness('2026-01-15T12:00:00.000Z', '2026-01-15T05:30:00.000Z'),
      { port: 'sales.customer-360.nothing', objective: 'freshness', at: '2026-01-15T12:00:00.000Z' },
      { port, objective: 'quality', at: '2026-01-15T12:00:00.000Z', value: 3 },
    );
    expect(accepted).toBe(0);
    expect(userErrors.map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['NOT_FOUND', 'input.observations.1.port'],
      ['BAD_USER_INPUT', 'input.observations.2.metric'],
    ]);
    const rows = await db.one<{ n: number }>(sql`SELECT COUNT(*) AS "n" FROM observations`);
    expect(Number(rows?.n)).toBe(0);
  });
});
