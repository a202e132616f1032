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
    db.one(
      sql`SELECT state AS "state", observed AS "observed" FROM sla_statuses WHERE objective = ${objective} ORDER BY id`,
    );

  beforeEach(async () => {
    db = await openAcmeDatabase(dialect);
    const clock = { now: () => new Date('2026-01-15T14:00:00.000Z') };
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

  const count = async (table: string): Promise<number> =>
    Number((await db.one<{ n: number }>(sql`SELECT COUNT(*) AS "n" FROM ${sql.raw(table)}`))?.n);
  const quality = (more: Partial<ObservationRequest>): ObservationRequest => ({
    port,
    objective: 'quality',
    at: '2026-01-15T12:00:00.000Z',
    metric: 'completeness',
    value: 98.5,
    ...more,
  });

  it('counts once what is sent again, by its id or by what was observed and when', async () => {
    const down: ObservationRequest = { port, objective: 'availability', at: '2026-01-15T12:00:00.000Z', up: false };
    const up: ObservationRequest = { ...down, id: 'probe-7', up: true };
    const first = await observe(down, up, down, up);
    expect(first).toMatchObject({ accepted: 4, breaches: [{ observed: '50%' }] });
    for (let again = 0; again < 2; again += 1)
      expect(await observe(up, down)).toEqual({ accepted: 2, breaches: [], userErrors: [] });
    expect(await state('availability')).toEqual({ state: 'breached', observed: '50%' });
    expect([await count('observations'), await count('observation_ids')]).toEqual([2, 1]);
  });

  it('refuses what says something else under the id, or of the instant, of another', async () => {
    await observe(quality({}), quality({ id: 'run-1', at: '2026-01-15T11:00:00.000Z' }));
    for (const other of [
      quality({ id: 'run-1' }),
      quality({ id: 'run-1', at: '2026-01-15T11:00:00.000Z', value: 98.4 }),
      quality({ id: 'run-1', at: '2026-01-15T11:00:00.000Z', port: 'sales.customer-360.customer_segments' }),
    ]) {
      const { accepted, userErrors } = await observe(quality({ id: 'new' }), other);
      expect(accepted).toBe(0);
      expect(userErrors).toMatchObject([{ code: 'CONFLICT', path: ['input', 'observations', '1', 'id'] }]);
    }
    expect((await observe(quality({ value: 99 }))).userErrors).toMatchObject([
      { code: 'CONFLICT', path: ['input', 'observations', '0', 'at'] },
    ]);
    expect((await observe(quality({ id: 'a' }), quality({ id: 'a', value: 1 }))).userErrors).toHaveLength(1);
    expect([await count('observations'), await count('observation_ids')]).toEqual([2, 1]);
    expect(await observe(quality({ id: 'new', value: 99 }))).toMatchObject({ accepted: 1 });
  });

  it('refuses what is yet to come, data that is newer than who saw it, and ids that are none', async () => {
    const { accepted, userErrors } = await observe(
      freshness('2026-01-15T14:05:00.000Z', '2026-01-15T14:05:00.000Z'),
      freshness('2026-01-15T14:05:00.001Z', '2026-01-15T13:00:00.000Z'),
      freshness('2099-01-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z'),
      freshness('2026-01-15T13:00:00.000Z', '2026-01-15T13:00:00.001Z'),
      quality({ id: '' }),
      quality({ id: 'x'.repeat(256) }),
    );
    expect(accepted).toBe(0);
    expect(userErrors.map(({ code, path }) => [code, path.slice(2).join('.')])).toEqual(
      ['1.at', '2.at', '3.dataAt', '4.id', '5.id'].map((path) => ['BAD_USER_INPUT', path]),
    );
    expect(userErrors[1]?.message).toBe(
      '2099-01-01T00:00:00.000Z is yet to come: it is 2026-01-15T14:00:00.000Z here, and a clock may be 5 minutes ahead of it.',
    );
    expect(await count('observations')).toBe(0);
  });

  it('counts a probe that comes late in the share of what was said later', async () => {
    const probe = (at: string, up: boolean): ObservationRequest => ({ port, objective: 'availability', at, up });
    await observe(probe('2026-01-15T12:00:00.000Z', true));
    const { breaches } = await observe(probe('2026-01-15T11:00:00.000Z', false));
    expect(breaches).toMatchObject([{ observed: '50%', openedAt: '2026-01-15T12:00:00.000Z' }]);
    expect(await state('availability')).toEqual({ state: 'breached', observed: '50%' });
    const old = await observe(probe('2025-12-16T11:59:59.999Z', false));
    expect(old).toMatchObject({ accepted: 1, breaches: [] });
    expect(await state('availability')).toEqual({ state: 'breached', observed: '50%' });
  });

  it('takes the days of each port by its own latest probe', async () => {
    const segments = 'sales.customer-360.customer_segments';
    const probe = (of: string, at: string, up: boolean): ObservationRequest => ({
      port: of,
      objective: 'availability',
      at,
      up,
    });
    await observe(
      probe(port, '2025-11-01T00:00:00.000Z', false),
      probe(port, '2025-11-02T00:00:00.000Z', true),
      probe(segments, '2026-01-15T12:00:00.000Z', true),
    );
    expect(await state('availability')).toEqual({ state: 'breached', observed: '50%' });
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
    const { accepted, breaches } = await observe(
      quality({ metric: 'completeness', value: 98.5 }),
      quality({ metric: 'accuracy', value: 98 }),
      quality({ metric: 'unknown', value: 1 }),
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
