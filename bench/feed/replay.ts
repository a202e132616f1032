import pino from 'pino';
import { createActions } from '../../src/actions/createActions.js';
import { readConfig } from '../../src/config/config.js';
import { Database } from '../../src/entities/database.js';
import { readLog } from '../../src/entities/log/eventLog.js';
import { lastSeq } from '../../src/entities/reads/events.js';
import { appendEvents } from '../../src/entities/writes/events.js';
import { encodeEventCursor } from '../../src/schema/eventCursor.js';
import { startCatalog } from '../../src/startCatalog.js';
import { publishAcme } from '../../test/support/acme.js';
import { openDriver } from '../stores/handwritten.js';
import { median } from '../measure.js';
import type { Measured } from '../measured.js';
import type { Dialect, Stores } from '../stores/stores.js';
import { Clients } from './Clients.js';

const QUERY = `subscription ($after: Cursor!) {
  contractChanged(after: $after) { cursor at kind severity path before after message }
}`;
const ROUNDS = 3;
/** Rows of one transaction that fills the log, and of one statement that reads it by hand. */
const AT_ONCE = 500;

/** A store whose log ends with so many changes of contracts; with the number before the first of them. */
async function filled(url: string, events: number): Promise<number> {
  const db = await Database.open(url);
  const clock = { now: () => new Date() };
  await publishAcme(createActions({ db, clock, actor: { name: 'bench' }, registry: { base: null } }));
  const { entries } = await readLog(db, 0, AT_ONCE);
  const [example] = entries.flatMap((entry) => (entry.kind === 'contract_change' ? [entry.change] : []));
  if (!example) throw new Error('acme has no entry in the feed');
  const { seq: _seq, at, ...change } = example;
  const start = await lastSeq(db);
  for (let done = 0; done < events; done += AT_ONCE) {
    const count = Math.min(AT_ONCE, events - done);
    const each = { kind: 'contract_change', at, domain: null, subjectId: change.contractId, change } as const;
    await db.transaction((tx) => appendEvents(tx, Array<typeof each>(count).fill(each)));
  }
  await db.close();
  return start;
}

/** Milliseconds to read the rows of the log and of its entries after a number, page by page. */
async function byHand(url: string, start: number, events: number): Promise<number> {
  const driver = openDriver(url);
  const begun = performance.now();
  let [seq, read] = [start, 0];
  for (;;) {
    const rows = await driver.all(
      `SELECT e.kind AS event_kind, e.subject_id, e.domain, x.* FROM events e JOIN contract_changes x ON x.seq = e.seq
       WHERE e.seq > ? ORDER BY e.seq LIMIT ${AT_ONCE}`,
      [seq],
    );
    if (rows.length === 0) break;
    read += rows.length;
    seq = Number(rows.at(-1)?.['seq']);
  }
  const ms = performance.now() - begun;
  await driver.close();
  if (read !== events) throw new Error(`${read} rows were read of ${events}`);
  return ms;
}

/** Milliseconds from the subscription until a client has the last of the events. */
async function overSocket(url: string, start: number, events: number): Promise<number> {
  const clients = await Clients.open({
    url: `${url.replace('http', 'ws')}/graphql`,
    protocol: 'graphql-transport-ws',
    sockets: 1,
    awaited: events,
    subscribe: { query: QUERY, variables: { after: encodeEventCursor(start) } },
  });
  try {
    const told = await clients.next();
    return 'last' in told ? told.last - clients.asked : NaN;
  } finally {
    await clients.close();
  }
}

async function compare(dialect: Dialect, events: number, stores: Stores): Promise<Measured> {
  const url = await stores.empty(dialect);
  const start = await filled(url, events);
  const config = readConfig({ PORT: '0', DATABASE_URL: url });
  const catalog = await startCatalog(config, { log: pino({ level: 'silent' }) });
  try {
    const pairs: { ours: number; hand: number }[] = [];
    for (let each = 0; each <= ROUNDS; each += 1) {
      const pair = { ours: await overSocket(catalog.url, start, events), hand: await byHand(url, start, events) };
      if (each > 0) pairs.push(pair); // the first warms both
    }
    const value = median(pairs.map(({ ours, hand }) => hand / ours));
    const [ours, hand] = (['ours', 'hand'] as const).map((side) => median(pairs.map((pair) => pair[side])).toFixed(0));
    console.log(
      `replay of ${events} events, ${dialect}: ${ours} ms, rows by the bare driver ${hand} ms: ${value.toFixed(3)}`,
    );
    return { name: `feed.replay.${dialect}`, size: events, value };
  } finally {
    await catalog.close();
  }
}

/** The log from a cursor on to one WebSocket, beside reading its rows by the bare driver. */
export async function benchReplay(events: number, stores: Stores): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const dialect of stores.dialects) measured.push(await compare(dialect, events, stores));
  return measured;
}
