import { beforeEach, describe, expect, it } from 'vitest';
import type { Actions } from '../../src/actions/actions.js';
import { createActions } from '../../src/actions/createActions.js';
import { Database } from '../../src/entities/database.js';
import { sql } from '../../src/entities/sql.js';
import { SlaClock } from '../../src/sla/SlaClock.js';
import { acmeProduct, mustPublish } from '../support/acme.js';
import { newAcmeUrl } from '../support/acmeStore.js';
import { atEnd } from '../support/atEnd.js';
import { databases } from '../support/databases.js';
import { Travel } from '../support/Travel.js';

const HOUR = 3_600_000;
const NOON = Date.parse('2026-01-15T12:00:00.000Z');
const PORT = 'sales.customer-360.customers';
const at = (hours: number): string => new Date(NOON + hours * HOUR).toISOString();

describe.each(databases)('the clock of SLAs on %s', (dialect) => {
  let url: string;
  let db: Database;
  let actions: Actions;
  let time: Travel;

  const open = async (): Promise<Database> => {
    const opened = await Database.open(url);
    atEnd(() => opened.close());
    return opened;
  };
  const start = async (on = db): Promise<SlaClock> => {
    const clock = await SlaClock.start({ db: on, time, onError: (error) => expect.unreachable(String(error)) });
    atEnd(() => clock.close());
    return clock;
  };
  const seen = async (hours: number, hoursOld: number, port = PORT) => {
    const result = await actions.recordObservations({
      observations: [{ port, objective: 'freshness', at: at(hours), dataAt: at(hours - hoursOld) }],
    });
    expect(result.userErrors).toEqual([]);
    return result.breaches;
  };
  const breaches = (): Promise<object[]> =>
    db.all(sql`SELECT o.fqn AS "port", b.observed AS "observed", b.opened_at AS "openedAt", b.resolved_at AS "resolvedAt"
      FROM sla_breaches b JOIN output_ports o ON o.id = b.port_id ORDER BY b.opened_at, b.id`);
  const status = (): Promise<object | undefined> =>
    db.one(sql`SELECT state AS "state", target AS "target", observed_at AS "observedAt", due_at AS "dueAt", judge_at AS "judgeAt"
      FROM sla_statuses`);
  const events = (): Promise<object[]> =>
    db.all(sql`SELECT kind AS "kind", at AS "at" FROM events WHERE kind LIKE 'sla%' ORDER BY seq`);
  const opened = async (count: number): Promise<void> => time.until(async () => (await breaches()).length >= count);

  beforeEach(async () => {
    url = await newAcmeUrl(dialect);
    db = await open();
    time = new Travel(NOON);
    actions = createActions({ db, clock: time, actor: { name: null }, registry: { base: null } });
  });

  it('opens a breach at the instant at which freshness falls due, and not before', async () => {
    const clock = await start();
    await seen(0, 1);
    time.to(Date.parse(at(5)) - 1);
    await clock.close();
    expect(await breaches()).toEqual([]);
    expect(await status()).toMatchObject({ state: 'met', dueAt: at(5) });
    await start();
    await opened(1);
    expect(await breaches()).toEqual([{ port: PORT, observed: '6h', openedAt: at(5), resolvedAt: null }]);
    expect(await status()).toMatchObject({ state: 'breached', observedAt: at(0), dueAt: at(5), judgeAt: null });
    expect(await events()).toMatchObject([{ kind: 'sla_breach_opened' }]);
  });

  it('opens what fell due while nobody looked, and a later observation resolves it', async () => {
    await seen(0, 1);
    time.to(at(30));
    await start();
    await opened(1);
    expect(await breaches()).toMatchObject([{ openedAt: at(5), resolvedAt: null }]);
    expect(await seen(30, 1)).toMatchObject([{ openedAt: at(5), resolvedAt: at(30) }]);
    expect(await status()).toMatchObject({ state: 'met', dueAt: at(35), judgeAt: at(35) });
  });

  it('resolves a breach not before it was opened, however late the news of data comes', async () => {
    await seen(0, 1);
    time.to(at(6));
    await start();
    await opened(1);
    expect(await seen(4, 0)).toMatchObject([{ openedAt: at(5), resolvedAt: at(5) }]);
    expect(await status()).toMatchObject({ state: 'met', dueAt: at(10) });
  });

  it('is not needed by an observation that comes first after it fell due', async () => {
    await seen(0, 1);
    time.to(at(8));
    expect(await seen(7, 1)).toMatchObject([{ openedAt: at(5), resolvedAt: at(7) }]);
    expect((await events()).map((each) => (each as { kind: string }).kind)).toEqual([
      'sla_breach_opened',
      'sla_breach_resolved',
    ]);
    time.to(at(14));
    expect(await seen(14, 8)).toMatchObject([{ openedAt: at(12), resolvedAt: null }]);
    expect(await breaches()).toHaveLength(2);
  });

  it('opens each once, though several look at one store', async () => {
    const others = [await open(), await open()];
    await seen(0, 1);
    await start();
    for (const each of others) await start(each);
    await seen(0, 2, 'marketing.campaign-attribution.customer_interactions');
    time.to(at(5));
    await opened(2);
    time.to(at(6));
    await time.until(
      async () => (await db.one(sql`SELECT 1 FROM sla_statuses WHERE judge_at IS NOT NULL`)) === undefined,
    );
    expect(await events()).toHaveLength(2);
    expect(await breaches()).toHaveLength(2);
  });

  it('goes on where the one that looked has ended', async () => {
    const other = await open();
    const first = await start();
    await start(other);
    await seen(0, 1);
    await first.close();
    await db.close();
    db = other;
    time.to(at(5));
    await opened(1);
    expect(await breaches()).toMatchObject([{ openedAt: at(5) }]);
  });

  it('judges anew where the port promises something else', async () => {
    await start();
    await seen(0, 1);
    const promise = (version: string, freshness: string) =>
      mustPublish(actions, {
        ...acmeProduct('sales/customer-360', {
          source: (text) =>
            text
              .replace(/version: "?\d+\.\d+\.\d+"?/, `version: "${version}"`)
              .replace('freshness: 6h', `freshness: ${freshness}`),
        }),
        forceReason: 'a test',
      });
    await promise('90.0.0', '8h');
    await time.until(async () => ((await status()) as { dueAt: string }).dueAt === at(7));
    expect(await status()).toMatchObject({ state: 'met', target: '8h', judgeAt: at(7) });
    time.to(at(7));
    await opened(1);
    expect(await breaches()).toMatchObject([{ observed: '8h', openedAt: at(7) }]);
  });

  it('opens nothing of a port that stands no more', async () => {
    await seen(0, 1);
    await db.transaction((tx) => tx.run(sql`UPDATE output_ports SET removed_at = ${at(1)} WHERE fqn = ${PORT}`));
    time.to(at(6));
    await start();
    await time.until(async () => ((await status()) as { judgeAt: string | null }).judgeAt === null);
    expect(await breaches()).toEqual([]);
    expect(await events()).toEqual([]);
  });

  it('asks one thing of the store a minute while nothing falls due, whatever the number of ports', async () => {
    await seen(0, 1);
    const clock = await start();
    await clock.close();
    const { statements } = await db.countStatements(async () => {
      await start();
      for (let minute = 1; minute <= 10; minute += 1) {
        time.to(NOON + minute * 60_000);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    });
    expect(statements.length).toBeGreaterThan(1);
    expect(statements.length).toBeLessThanOrEqual(11);
    expect(new Set(statements.map((each) => /MIN\(judge_at\)/.test(each)))).toEqual(new Set([true]));
  });
});
