import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createActions } from '../../src/actions/createActions.js';
import { checkStore } from '../../src/entities/checks/checkStore.js';
import { forgetEntries } from '../../src/entities/partitions/forgetEntries.js';
import { OBSERVATIONS } from '../../src/entities/partitions/partitions.js';
import { sharesWithin } from '../../src/entities/reads/sla/attainment.js';
import { sql } from '../../src/entities/sql.js';
import { countAnewBefore, observedPorts } from '../../src/entities/writes/sla.js';
import { openAcmeDatabase } from '../support/acmeStore.js';
import { databases } from '../support/databases.js';

const PORT = 'sales.customer-360.customers';
const HOUR = 3_600_000;
const BEGIN = Date.parse('2026-03-01T00:00:00.000Z');
const at = (hour: number): string => new Date(BEGIN + hour * HOUR).toISOString();
const DAYS = 2;

/** What happens within ten days: probes (some late, some told twice), maintenance, and probes that are kept no longer. */
const happening = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.array(fc.record({ back: fc.oneof(fc.constant(0), fc.nat(70)), up: fc.boolean() }), {
      minLength: 1,
      maxLength: 4,
    }),
  },
  { weight: 1, arbitrary: fc.constant('maintenance' as const) },
  { weight: 1, arbitrary: fc.constant('forgetting' as const) },
);

describe.each(databases)('the probes that availability is held against, on %s', (dialect) => {
  it('are those of its days, however they came, and whatever left them', { timeout: 120_000 }, async () => {
    const db = await openAcmeDatabase(dialect);
    let now = 0;
    const clock = { now: () => new Date(BEGIN + now * HOUR) };
    const actions = createActions({ db, clock, actor: { name: null }, registry: { base: null }, slaWindowDays: DAYS });
    const [port] = await observedPorts(db, [PORT]);
    const portId = port?.id ?? 0;
    const happen = async (what: 'maintenance' | 'forgetting' | { back: number; up: boolean }[]): Promise<void> => {
      if (what === 'maintenance') {
        const scheduled = { port: PORT, from: at(now), to: at(now + 3), reason: 'moves' };
        expect((await actions.scheduleMaintenance(scheduled)).userErrors).toEqual([]);
      } else if (what === 'forgetting') {
        await forgetEntries(db, OBSERVATIONS, at(now - 30), (tx) => countAnewBefore(tx, at(now - 30)));
      } else {
        const observations = what.map(({ back, up }) => ({
          port: PORT,
          objective: 'availability' as const,
          at: at(now - back),
          up,
        }));
        await actions.recordObservations({ observations });
      }
    };
    const said = () =>
      db.one<{ observed: string; observedAt: string; since: string | null }>(
        sql`SELECT observed AS "observed", observed_at AS "observedAt", window_since AS "since" FROM sla_statuses
          WHERE port_id = ${portId} AND objective = 'availability'`,
      );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ hours: fc.oneof(fc.constant(0), fc.nat(12)), what: happening }), { maxLength: 30 }),
        async (steps) => {
          for (const { hours, what } of steps) {
            now += hours;
            await happen(what);
          }
          const status = await said();
          if (status?.since) {
            const until = at(now + 1);
            const window = {
              portId,
              objective: 'availability',
              metric: 'availability',
              since: status.since,
              until,
            } as const;
            const [share] = await sharesWithin(db, [window]);
            expect(Number.parseFloat(status.observed)).toBeCloseTo(share?.mean ?? Number.NaN, 1);
            expect(Date.parse(status.observedAt) - Date.parse(status.since)).toBe(DAYS * 24 * HOUR);
          }
          expect((await checkStore(db)).filter(({ code }) => code === 'PROBES_MISCOUNTED')).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
    await db.close();
  });
});
