import { createActions } from '../src/actions/createActions.js';
import { Database } from '../src/entities/database.js';
import { SlaClock } from '../src/sla/SlaClock.js';
import type { Time } from '../src/time/Time.js';
import { publishAcme } from '../test/support/acme.js';
import { openDriver, type Driver } from './stores/handwritten.js';
import { insert } from './stores/insert.js';
import { median } from './measure.js';
import type { Measured } from './measured.js';
import type { Dialect, Stores } from './stores/stores.js';

const MINUTE = 60_000;
/** When all was observed, and when a part falls due. */
const NOON = Date.parse('2026-01-15T12:00:00.000Z');
const DUE = '2026-01-15T14:00:00.000Z';
const LATER = '2027-01-15T12:00:00.000Z';
/** How often the clock looks while nothing is due: each look is a minute of its time, or a commit that it heard of. */
const LOOKS = 300;
/** Breaches of one transaction, on both sides. */
const AT_ONCE = 500;
const ROUNDS = 3;

/** Time that a bench moves on. */
class Travel implements Time {
  private work: (() => void) | null = null;

  constructor(private instant: number) {}

  now(): Date {
    return new Date(this.instant);
  }

  after(_ms: number, work: () => void): () => void {
    this.work = work;
    return () => (this.work = null);
  }

  /** Goes on by so much, and wakes whoever waits; returns once he waits again. */
  async on(ms: number): Promise<void> {
    this.instant += ms;
    const { work } = this;
    this.work = null;
    work?.();
    while (this.work === null) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A store with so many ports that promise freshness and were observed, all due much later. */
async function filled(url: string, ports: number): Promise<Driver> {
  const db = await Database.open(url);
  const kit = { db, clock: { now: () => new Date(NOON) }, actor: { name: 'bench' }, registry: { base: null } };
  await publishAcme(createActions(kit), ['sales/customer-360']);
  await db.close();
  const driver = openDriver(url);
  const [first] = await driver.all('SELECT * FROM output_ports ORDER BY id', []);
  const { id: _id, ...port } = first ?? {};
  const name = (index: number): string => `port_${index}`;
  const fqn = (index: number): string => `sales.customer-360.${name(index)}`;
  const numbers = Array.from({ length: ports }, (_, index) => index);
  await insert(
    driver,
    'output_ports',
    numbers.map((index) => ({ ...port, fqn: fqn(index), name: name(index), ordinal: 100 + index })),
  );
  const ids = await driver.all("SELECT id FROM output_ports WHERE name LIKE 'port_%' ORDER BY id", []);
  const observed = { objective: 'freshness', metric: 'freshness', target: '6h', observed: '1h', state: 'met' };
  const times = { observed_at: new Date(NOON).toISOString(), due_at: LATER, judge_at: LATER };
  await insert(
    driver,
    'sla_statuses',
    ids.map(({ id }) => ({ port_id: id, ...observed, ...times })),
  );
  await driver.all('ANALYZE', []);
  return driver;
}

/** What the clock takes of a core where it looks once a second, which is more often than it does without commits: percent. */
async function idle(url: string): Promise<number> {
  const db = await Database.open(url);
  const time = new Travel(NOON);
  const clock = await SlaClock.start({ db, time, onError: (error) => console.error(error) });
  try {
    for (let each = 0; each < 20; each += 1) await time.on(MINUTE);
    const before = process.cpuUsage();
    for (let each = 0; each < LOOKS; each += 1) await time.on(MINUTE);
    const { user, system } = process.cpuUsage(before);
    return (100 * (user + system)) / (LOOKS * 1_000_000);
  } finally {
    await clock.close();
    await db.close();
  }
}

/** Lets so many more fall due. */
async function fallDue(driver: Driver, count: number): Promise<void> {
  await driver.all(
    `UPDATE sla_statuses SET due_at = ?, judge_at = ? WHERE id IN
     (SELECT id FROM sla_statuses WHERE state = 'met' ORDER BY id LIMIT ${count})`,
    [DUE, DUE],
  );
}

/** Opens what is due; in milliseconds. */
async function opening(url: string): Promise<number> {
  const db = await Database.open(url);
  const time = new Travel(NOON + 3 * 60 * MINUTE);
  const start = performance.now();
  const clock = await SlaClock.start({ db, time, onError: (error) => console.error(error) });
  await time.on(0);
  const took = performance.now() - start;
  await clock.close();
  await db.close();
  return took;
}

/** The rows that the last so many breaches are made of. */
async function written(driver: Driver, count: number) {
  const breaches = await driver.all(`SELECT * FROM sla_breaches ORDER BY id DESC LIMIT ${count}`, []);
  const events = await driver.all(`SELECT * FROM events ORDER BY seq DESC LIMIT ${count}`, []);
  const statuses = await driver.all(
    `SELECT * FROM sla_statuses WHERE breach_id IS NOT NULL ORDER BY breach_id DESC LIMIT ${count}`,
    [],
  );
  if ([breaches, events, statuses].some(({ length }) => length !== count)) throw new Error('not all breaches are open');
  return { breaches, events, statuses };
}

/** Inserts the same rows, in transactions of as many, into a store that has the same tables; in milliseconds. */
async function inserting(dialect: Dialect, url: string, rows: Awaited<ReturnType<typeof written>>): Promise<number> {
  const to = openDriver(url);
  try {
    if (dialect === 'SQLite') await to.all('PRAGMA synchronous = FULL', []);
    const start = performance.now();
    for (let at = 0; at < rows.breaches.length; at += AT_ONCE) {
      const part = (of: readonly Record<string, unknown>[]) => of.slice(at, at + AT_ONCE);
      // PostgreSQL: each statement a transaction, which is to the disadvantage of none but this side.
      if (dialect === 'SQLite') await to.all('BEGIN IMMEDIATE', []);
      await insert(to, 'events', part(rows.events));
      await insert(to, 'sla_breaches', part(rows.breaches));
      await insert(to, 'sla_statuses', part(rows.statuses));
      if (dialect === 'SQLite') await to.all('COMMIT', []);
    }
    return performance.now() - start;
  } finally {
    await to.close();
  }
}

async function compare(dialect: Dialect, ports: number, stores: Stores): Promise<Measured[]> {
  const [ours, bare] = [await stores.empty(dialect), await stores.empty(dialect)];
  const driver = await filled(ours, ports);
  const other = await filled(bare, ports);
  try {
    await other.all('DELETE FROM sla_statuses', []);
    const share = await idle(ours);
    const due = Math.floor(ports / 5);
    const pairs: { opened: number; inserted: number }[] = [];
    for (let each = 0; each < ROUNDS; each += 1) {
      await fallDue(driver, due);
      const opened = await opening(ours);
      pairs.push({ opened, inserted: await inserting(dialect, bare, await written(driver, due)) });
    }
    const ratio = median(pairs.map(({ opened, inserted }) => opened / inserted));
    console.log(`\n## ${ports} ports, ${dialect}\n`);
    console.log(`nothing due, a look a second:  ${share.toFixed(3)} % of a core`);
    console.log(`${due} breaches due at once: ${median(pairs.map((each) => each.opened)).toFixed(0)} ms`);
    console.log(`the same rows inserted:        ${median(pairs.map((each) => each.inserted)).toFixed(0)} ms`);
    console.log(`ratio:                         ${ratio.toFixed(2)}`);
    return [
      { name: `sla.idle.${dialect}`, size: ports, value: share },
      { name: `sla.due.${dialect}`, size: ports, value: ratio },
    ];
  } finally {
    await driver.close();
    await other.close();
  }
}

/**
 * The clock of SLAs over so many ports that were observed: what it takes of a core while nothing falls due, and how long it
 * takes to open the breaches of a fifth of them that fall due at once, beside inserting the same rows (breaches, events,
 * statuses) by the bare driver in transactions of as many.
 */
export async function benchSla(sizes: readonly number[], stores: Stores): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const ports of sizes)
    for (const dialect of stores.dialects) measured.push(...(await compare(dialect, ports, stores)));
  console.log(`\nmethod: medians of ${ROUNDS} rounds in turn; transactions of ${AT_ONCE} breaches on both sides`);
  return measured;
}
