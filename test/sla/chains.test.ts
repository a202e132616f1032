import { describe, expect, it } from 'vitest';
import { databases } from '../support/databases.js';
import { startTestServer } from '../support/server.js';

const HOUR = 3_600_000;
const NOON = Date.parse('2026-01-15T12:00:00.000Z');
const at = (hours: number): string => new Date(NOON + hours * HOUR).toISOString();

// Segments (24h) are made from interactions (2h) of another product.
const INTERACTIONS = 'marketing.campaign-attribution.customer_interactions';
const CUSTOMERS = 'sales.customer-360.customers';
const SEGMENTS = 'sales.customer-360.customer_segments';

const OBSERVE = `mutation ($input: RecordObservationsInput!) { recordObservations(input: $input) { userErrors { message } } }`;
const ACKNOWLEDGE = `mutation ($input: AcknowledgeBreachInput!) { acknowledgeBreach(input: $input) {
  breach { acknowledgedAt acknowledgedBy acknowledgementNote resolvedAt } userErrors { code path } } }`;
const BREACHES = `{ slaBreaches(first: 20) { nodes { id port { fqn } objective openedAt resolvedAt duration
  rootCauses { port { fqn } objective } atRisk(first: 50) { totalCount nodes { at contract { name provider { fqn } } } } } } }`;

interface Breach {
  readonly id: string;
  readonly port: { readonly fqn: string };
  readonly objective: string;
  readonly duration: string | null;
  readonly rootCauses: readonly { readonly port: { readonly fqn: string } }[];
  readonly atRisk: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly at: string;
      readonly contract: { readonly name: string; readonly provider: { readonly fqn: string } };
    }[];
  };
}

interface Risks {
  readonly contracts: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly name: string; readonly slaRisk: string | null }[];
  };
}

/** A server in a time that the test sets, which begins at noon. */
async function startInTime(dialect: 'sqlite' | 'postgres') {
  let instant = NOON;
  const server = await startTestServer({ dialect, acme: true, clock: { now: () => new Date(instant) } });
  const observe = async (...observations: readonly object[]): Promise<void> => {
    expect(await server.data(OBSERVE, { input: { observations } })).toEqual({ recordObservations: { userErrors: [] } });
  };
  const breaches = async (): Promise<readonly Breach[]> =>
    (await server.data<{ slaBreaches: { nodes: readonly Breach[] } }>(BREACHES)).slaBreaches.nodes;
  return {
    server,
    observe,
    breaches,
    to: (hours: number) => void (instant = NOON + hours * HOUR),
    fresh: (port: string, hours: number, hoursOld: number) =>
      observe({ port, objective: 'FRESHNESS', at: at(hours), dataAt: at(hours - hoursOld) }),
    of: async (port: string) => (await breaches()).filter((each) => each.port.fqn === port),
  };
}

const atRiskOf = (breach: Breach | undefined): string[] =>
  (breach?.atRisk.nodes ?? []).map((each) => `${each.contract.provider.fqn} ${each.at}`);

describe.each(databases)('a breach upstream, on %s', (dialect) => {
  it('puts contracts downstream at risk before they breach, and is the cause of those that do', async () => {
    const { to, fresh, of } = await startInTime(dialect);
    await fresh(INTERACTIONS, 0, 3);
    const [cause] = await of(INTERACTIONS);
    expect(cause).toMatchObject({ rootCauses: [], duration: null, atRisk: { totalCount: 1 } });
    // Nobody observes segments: they hold what was left upstream, three hours old, and may be 24.
    expect(atRiskOf(cause)).toEqual([`${SEGMENTS} ${at(21)}`]);
    await fresh(SEGMENTS, 0, 19);
    expect(atRiskOf((await of(INTERACTIONS))[0])).toEqual([`${SEGMENTS} ${at(5)}`]);

    to(6);
    await fresh(SEGMENTS, 6, 25);
    expect(await of(SEGMENTS)).toMatchObject([{ openedAt: at(5), rootCauses: [{ port: { fqn: INTERACTIONS } }] }]);
    expect(atRiskOf((await of(INTERACTIONS))[0])).toEqual([]);

    to(7);
    await fresh(INTERACTIONS, 7, 0);
    expect(await of(INTERACTIONS)).toMatchObject([{ duration: 'PT7H', atRisk: { totalCount: 0, nodes: [] } }]);
    expect(await of(SEGMENTS)).toMatchObject([{ rootCauses: [{ port: { fqn: INTERACTIONS } }] }]);
  });

  it('is no cause of what opened before it; one of availability is a cause of data that comes too late', async () => {
    const { to, observe, fresh, of } = await startInTime(dialect);
    to(10);
    const down = (port: string, hours: number) =>
      observe({ port, objective: 'AVAILABILITY', at: at(hours), up: false });
    await fresh(SEGMENTS, 0, 25);
    await down(INTERACTIONS, 1);
    await down(SEGMENTS, 2);
    const cause = { port: { fqn: INTERACTIONS }, objective: 'AVAILABILITY' };
    expect(await of(SEGMENTS)).toMatchObject([
      { objective: 'FRESHNESS', rootCauses: [] },
      { objective: 'AVAILABILITY', rootCauses: [cause] },
    ]);
    await fresh(SEGMENTS, 3, 0);
    await fresh(SEGMENTS, 9.5, 25);
    expect((await of(SEGMENTS)).at(-1)).toMatchObject({ objective: 'FRESHNESS', rootCauses: [cause] });
  });

  it('is told of each contract, and finds those that it endangers', async () => {
    const { server, fresh, to } = await startInTime(dialect);
    const RISKS = `query ($risks: [SlaRisk!]) { contracts(filter: { slaRisk: $risks }) { totalCount nodes { name slaRisk } } }`;
    const found = (risks: readonly string[] | null) => server.data<Risks>(RISKS, { risks });
    const breached = { name: 'marketing-to-sales-customer-interactions', slaRisk: 'BREACHED' };
    const atRisk = { name: 'sales-to-marketing-customer-segments', slaRisk: 'AT_RISK' };
    expect((await found(null)).contracts.nodes.filter(({ slaRisk }) => slaRisk)).toEqual([]);
    await fresh(INTERACTIONS, 0, 3);
    expect(await found(['BREACHED'])).toEqual({ contracts: { totalCount: 1, nodes: [breached] } });
    expect(await found(['AT_RISK'])).toEqual({ contracts: { totalCount: 1, nodes: [atRisk] } });
    expect(await found(['AT_RISK', 'BREACHED'])).toEqual({ contracts: { totalCount: 2, nodes: [breached, atRisk] } });
    expect(await found([])).toEqual({ contracts: { totalCount: 0, nodes: [] } });
    expect((await found(null)).contracts.nodes.filter(({ slaRisk }) => slaRisk)).toEqual([breached, atRisk]);
    // A port that is breached itself is not at risk besides.
    to(6);
    await fresh(SEGMENTS, 6, 25);
    expect((await found(['AT_RISK'])).contracts.totalCount).toBe(0);
    expect((await found(['BREACHED'])).contracts.nodes).toEqual([breached, { ...atRisk, slaRisk: 'BREACHED' }]);
  });

  it('takes as many statements for many breaches as for one', async () => {
    const { server, fresh } = await startInTime(dialect);
    await fresh(INTERACTIONS, 0, 3);
    // Others look at the store too, the clock and followers: the least of some times is what is asked here.
    const ENDANGERED = '{ contracts(filter: { slaRisk: [BREACHED, AT_RISK] }) { nodes { name slaRisk } } }';
    const read = async (query: string): Promise<number> => {
      const counts: number[] = [];
      for (let nth = 0; nth < 4; nth += 1) {
        const { statements } = await server.db.countStatements(() => server.data(query));
        counts.push(statements.filter((each) => each.startsWith('SELECT') || each.includes('WITH RECURSIVE')).length);
      }
      return Math.min(...counts);
    };
    const few = [await read(BREACHES), await read(ENDANGERED)];
    await fresh(CUSTOMERS, 0, 7);
    await fresh(SEGMENTS, 0, 25);
    await fresh('enterprise.reference-data.countries', 0, 13);
    expect([await read(BREACHES), await read(ENDANGERED)]).toEqual(few);
  });

  it('is acknowledged by one, who may change his note; it stays open', async () => {
    const { server, to, fresh, of } = await startInTime(dialect);
    await fresh(CUSTOMERS, 0, 7);
    const [breach] = await of(CUSTOMERS);
    const acknowledge = (input: object) => server.data(ACKNOWLEDGE, { input });
    expect(await acknowledge({ breach: breach?.id, note: 'The warehouse is full.' })).toEqual({
      acknowledgeBreach: {
        breach: {
          acknowledgedAt: at(0),
          acknowledgedBy: null,
          acknowledgementNote: 'The warehouse is full.',
          resolvedAt: null,
        },
        userErrors: [],
      },
    });
    to(1);
    expect(await acknowledge({ breach: breach?.id, note: 'It is grown.' })).toMatchObject({
      acknowledgeBreach: { breach: { acknowledgedAt: at(0), acknowledgementNote: 'It is grown.' }, userErrors: [] },
    });
    for (const none of ['U2xhQnJlYWNoOjk5OTk5', 'nonsense'])
      expect(await acknowledge({ breach: none })).toEqual({
        acknowledgeBreach: { breach: null, userErrors: [{ code: 'NOT_FOUND', path: ['input', 'breach'] }] },
      });
  });
});
