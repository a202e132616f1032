import { describe, expect, it } from 'vitest';
import { databases } from '../support/databases.js';
import { startTestServer } from '../support/server.js';

const HOUR = 3_600_000;
const PORT = 'sales.customer-360.customers';
const NOON = Date.parse('2026-01-15T12:00:00.000Z');
const at = (hours: number): string => new Date(NOON + hours * HOUR).toISOString();

const OBSERVE = `mutation ($input: RecordObservationsInput!) { recordObservations(input: $input) { userErrors { message } } }`;
const MAINTAIN = `mutation ($input: ScheduleMaintenanceInput!) {
  scheduleMaintenance(input: $input) { maintenance { id from to reason by port { fqn } } userErrors { code path } } }`;
const REPORT = `query ($port: String!, $from: DateTime!, $to: DateTime!) { slaReport(port: $port, from: $from, to: $to) {
  from to port { fqn } maintenance { reason from to }
  objectives { objective metric target attainment errorBudgetLeft breaches timeToRepair } } }`;
const STATUS = `{ outputPort(fqn: "${PORT}") { slaStatus { objective state attainment errorBudgetLeft dueAt } } }`;

interface Objective {
  readonly objective: string;
  readonly attainment: number | null;
  readonly errorBudgetLeft: number | null;
}
interface Report {
  readonly slaReport: { readonly objectives: readonly Objective[] } & Record<string, unknown>;
}

/** A server in a time that the test sets, which begins at noon. */
async function startInTime(dialect: 'sqlite' | 'postgres', env: Record<string, string> = {}) {
  let instant = NOON;
  const server = await startTestServer({ dialect, acme: true, env, clock: { now: () => new Date(instant) } });
  const observe = async (...observations: readonly object[]): Promise<void> => {
    const input = { observations: observations.map((each) => ({ port: PORT, ...each })) };
    expect(await server.data(OBSERVE, { input })).toEqual({ recordObservations: { userErrors: [] } });
  };
  return {
    server,
    observe,
    fresh: (hours: number, hoursOld: number) =>
      observe({ objective: 'FRESHNESS', at: at(hours), dataAt: at(hours - hoursOld) }),
    to: (hours: number) => void (instant = NOON + hours * HOUR),
    report: (from: number, to: number) => server.data<Report>(REPORT, { port: PORT, from: at(from), to: at(to) }),
  };
}

const of = ({ slaReport }: Report, name: string): Objective | undefined =>
  slaReport.objectives.find(({ objective }) => objective === name);

describe.each(databases)('what a port attained of its SLA, on %s', (dialect) => {
  it('is the share of the time in which its data was fresh, from the first observation on', async () => {
    const { fresh, to, report } = await startInTime(dialect);
    await fresh(0, 0); // due at 6
    for (const hours of [8, 13, 18]) {
      to(hours); // the first of them two hours too late
      await fresh(hours, 0);
    }
    to(24);
    const told = await report(-24, 24);
    expect(told.slaReport).toMatchObject({ from: at(-24), to: at(24), port: { fqn: PORT }, maintenance: [] });
    expect(of(told, 'FRESHNESS')).toMatchObject({
      metric: 'freshness',
      target: '6h',
      breaches: 1,
      timeToRepair: 'PT2H',
    });
    expect(of(told, 'FRESHNESS')?.attainment).toBeCloseTo((100 * 22) / 24, 6);
    expect(of(told, 'FRESHNESS')?.errorBudgetLeft).toBe(0);
    expect(of(told, 'AVAILABILITY')).toMatchObject({ attainment: null, errorBudgetLeft: null, breaches: 0 });
    expect(of(await report(12, 24), 'FRESHNESS')).toMatchObject({ attainment: 100, errorBudgetLeft: 100, breaches: 0 });
    expect(of(await report(7, 9), 'FRESHNESS')).toMatchObject({ attainment: 50, breaches: 1 });
  });

  it('goes up to now where the end is yet to come, and without an observation', async () => {
    const { server, fresh, to, report } = await startInTime(dialect);
    await fresh(0, 0);
    to(12);
    const told = await report(0, 240);
    expect(told.slaReport).toMatchObject({ to: at(12) });
    expect(of(told, 'FRESHNESS')).toMatchObject({ attainment: 50 });
    to(18);
    expect(await server.data(STATUS)).toMatchObject({
      outputPort: {
        slaStatus: expect.arrayContaining([expect.objectContaining({ objective: 'FRESHNESS', errorBudgetLeft: 0 })]),
      },
    });
    expect(of(await report(0, 240), 'FRESHNESS')?.attainment).toBeCloseTo(100 / 3, 6);
  });

  it('is the share of probes that were up, and the mean of measured shares, with what is left of the budget', async () => {
    const { server, observe, to } = await startInTime(dialect);
    to(24 * 40);
    const probes = Array.from({ length: 2000 }, (_, index) => ({
      objective: 'AVAILABILITY',
      at: at(24 * 39 - index / 10),
      up: index !== 5,
    }));
    for (let begin = 0; begin < probes.length; begin += 500) await observe(...probes.slice(begin, begin + 500));
    await observe({ objective: 'AVAILABILITY', at: at(0), up: false }); // longer ago than 30 days
    await observe(
      { objective: 'QUALITY', metric: 'completeness', at: at(24 * 38), value: 99.8 },
      { objective: 'QUALITY', metric: 'completeness', at: at(24 * 39), value: 99.4 },
      { objective: 'QUALITY', metric: 'accuracy', at: at(24 * 39), value: 3 },
    );
    const { outputPort } = await server.data<{ outputPort: { slaStatus: readonly Objective[] } }>(STATUS);
    const [, availability, quality] = outputPort.slaStatus;
    expect(availability?.attainment).toBeCloseTo(99.95, 6); // 1 of 2000 failed, 2 might have
    expect(availability?.errorBudgetLeft).toBeCloseTo(50, 4);
    expect(quality?.attainment).toBeCloseTo(99.6, 6);
    expect(quality?.errorBudgetLeft).toBeCloseTo(60, 4); // 0.4 of 1 percent is spent
  });

  it('is that of as many days as SLA_WINDOW_DAYS says, by which availability is judged too', async () => {
    const { server, observe, to } = await startInTime(dialect, { SLA_WINDOW_DAYS: '2' });
    const availability = async (): Promise<unknown> => {
      const { outputPort } = await server.data<{ outputPort: { slaStatus: { objective: string }[] } }>(STATUS);
      return outputPort.slaStatus.find(({ objective }) => objective === 'AVAILABILITY');
    };
    to(100);
    await observe(
      { objective: 'AVAILABILITY', at: at(0), up: false },
      { objective: 'AVAILABILITY', at: at(47), up: true },
    );
    expect(await availability()).toMatchObject({ state: 'BREACHED', attainment: null });
    await observe({ objective: 'AVAILABILITY', at: at(50), up: true });
    expect(await availability()).toMatchObject({ state: 'MET', attainment: null });
    to(90);
    expect(await availability()).toMatchObject({ attainment: 100 });
  });

  it('is worked out anew where an observation comes late', async () => {
    const { fresh, observe, to, report } = await startInTime(dialect);
    to(24);
    await fresh(0, 0);
    await fresh(12, 0);
    await observe({ objective: 'AVAILABILITY', at: at(5), up: true });
    expect(of(await report(0, 12), 'FRESHNESS')?.attainment).toBeCloseTo(50, 6);
    await fresh(5, 0); // was fresh until 11
    await observe({ objective: 'AVAILABILITY', at: at(4), up: false });
    const told = await report(0, 12);
    expect(of(told, 'FRESHNESS')?.attainment).toBeCloseTo((100 * 11) / 12, 6);
    expect(of(told, 'AVAILABILITY')?.attainment).toBeCloseTo(50, 6);
  });

  it('does not count maintenance, in which no breach opens: what is missed when it ends opens one then', async () => {
    const { server, observe, fresh, to, report } = await startInTime(dialect);
    const input = { port: PORT, from: at(5), to: at(9), reason: ' The warehouse is moved. ' };
    const { scheduleMaintenance } = await server.data<{ scheduleMaintenance: object }>(MAINTAIN, { input });
    expect(scheduleMaintenance).toMatchObject({
      maintenance: { from: at(5), to: at(9), reason: 'The warehouse is moved.', by: null, port: { fqn: PORT } },
      userErrors: [],
    });
    await fresh(0, 0); // due at 6, within it
    to(8);
    await observe(
      { objective: 'AVAILABILITY', at: at(4), up: true },
      { objective: 'AVAILABILITY', at: at(7), up: false },
      { objective: 'QUALITY', metric: 'completeness', at: at(7), value: 12 },
    );
    const BREACHES = '{ slaBreaches { nodes { objective openedAt } } }';
    expect(await server.data(BREACHES)).toEqual({ slaBreaches: { nodes: [] } });
    to(12);
    await fresh(12, 0);
    await observe({ objective: 'QUALITY', metric: 'completeness', at: at(12), value: 100 });
    expect(await server.data(BREACHES)).toEqual({
      slaBreaches: {
        nodes: expect.arrayContaining([
          { objective: 'FRESHNESS', openedAt: at(9) },
          { objective: 'QUALITY', openedAt: at(9) },
        ]),
      },
    });
    to(13);
    const told = await report(0, 13);
    expect(told.slaReport).toMatchObject({
      maintenance: [{ reason: 'The warehouse is moved.', from: at(5), to: at(9) }],
    });
    // Of the nine hours that count, the three from 9 to 12 were missed.
    expect(of(told, 'FRESHNESS')?.attainment).toBeCloseTo((100 * 6) / 9, 6);
    expect(of(told, 'FRESHNESS')).toMatchObject({ breaches: 1, timeToRepair: 'PT3H' });
    expect(of(told, 'AVAILABILITY')).toMatchObject({ attainment: 100, breaches: 0 });
  });

  it.each([
    ['a port that does not stand', { port: 'sales.customer-360.customer' }, 'NOT_FOUND', 'port'],
    ['an end before the beginning', { to: at(1) }, 'BAD_USER_INPUT', 'to'],
    ['a beginning that is past', { from: at(-1) }, 'BAD_USER_INPUT', 'from'],
    ['no reason', { reason: ' ' }, 'BAD_USER_INPUT', 'reason'],
  ])('refuses maintenance with %s', async (_, over, code, path) => {
    const { server } = await startInTime(dialect);
    const input = { port: PORT, from: at(2), to: at(3), reason: 'a move', ...over };
    expect(await server.data(MAINTAIN, { input })).toEqual({
      scheduleMaintenance: { maintenance: null, userErrors: [{ code, path: ['input', path] }] },
    });
  });

  it('refuses a report of an unknown port, of no time and of more than a year', async () => {
    const { server } = await startInTime(dialect);
    const ask = async (port: string, from: number, to: number): Promise<unknown> =>
      (await server.ask(REPORT, { port, from: at(from), to: at(to) })).errors?.map(({ message, extensions }) => [
        extensions['code'],
        message,
      ]);
    expect(await ask('sales.customer-360.customer', 0, 1)).toEqual([
      ['NOT_FOUND', expect.stringContaining('sales.customer-360.customers') as string],
    ]);
    expect(await ask(PORT, 1, 1)).toMatchObject([['BAD_USER_INPUT', expect.stringContaining('no time') as string]]);
    expect(await ask(PORT, 0, 24 * 367)).toMatchObject([
      ['BAD_USER_INPUT', expect.stringContaining('366 days') as string],
    ]);
  });
});
