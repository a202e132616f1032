import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readLog } from '../../src/entities/log/eventLog.js';
import { lastSeq } from '../../src/entities/reads/events.js';
import type { ContractChangeRow } from '../../src/entities/rows/contracts/ContractChangeRow.js';
import { appendEvents } from '../../src/entities/writes/events.js';
import { decodeEventCursor, encodeEventCursor } from '../../src/schema/eventCursor.js';
import { databases } from '../support/databases.js';
import { until } from '../support/follow.js';
import { rawSocket, type RawSocket } from '../support/rawSocket.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** What an entry tells whenever it is asked. */
const TOLD = 'cursor at kind severity path before after message contract { name } port { fqn }';
const subscription = (selection: string, args = ''): string =>
  `subscription ($after: Cursor) { contractChanged(after: $after${args}) { ${selection} } }`;
const ALL = subscription(TOLD);
const BREAKING = subscription(TOLD, ', filter: { severities: [BREAKING] }');
/** The same words with a blank more: what asks it shares nothing with the others. */
const ALONE = subscription(`${TOLD} `);
/** An answer with errors in it. */
const WITH_ERRORS = subscription(`${TOLD} port { consumers(first: 0) { totalCount } }`);
const DOCUMENTS = [ALL, BREAKING, ALONE, WITH_ERRORS];

/** The payloads that a socket got under this id, as they came: everything but the id is the same for all. */
function payloadsOf(socket: RawSocket, id: string): string[] {
  const before = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  return socket.texts.filter((text) => text.startsWith(before)).map((text) => text.slice(before.length, -1));
}

/** The number in the log of the last of these payloads; -1 where there is none. */
function lastSeen(payloads: readonly string[]): number {
  const last = payloads.at(-1);
  if (last === undefined) return -1;
  const { data } = JSON.parse(last) as { data: { contractChanged: { cursor: string } } };
  return decodeEventCursor(data.contractChanged.cursor) ?? -1;
}

describe.each(databases)('the fan-out on %s', (dialect) => {
  let server: TestServer;
  let example: ContractChangeRow;

  beforeAll(async () => {
    // Who pauses here goes on, however busy the machine is meanwhile.
    const env = { SLOW_CLIENT_SECONDS: '3600' };
    server = await startTestServer({ dialect, acme: true, lasting: true, env });
    const { entries } = await readLog(server.db, 0, 500);
    const [change] = entries.flatMap((entry) => (entry.kind === 'contract_change' ? [entry.change] : []));
    example = change as ContractChangeRow;
  });

  /** Commits changes of a contract in one transaction; every second one is breaking. */
  async function commit(count: number, message = 'It changed: "ä" \u2028 €.'): Promise<void> {
    const { seq: _seq, at: _at, ...row } = example;
    const changes = Array.from({ length: count }, (_, each) => ({
      kind: 'contract_change' as const,
      at: '2026-01-15T13:00:00.000Z',
      domain: 'sales',
      subjectId: example.contractId,
      change: { ...row, severity: each % 2 === 0 ? ('breaking' as const) : ('info' as const), message },
    }));
    await server.db.transaction((tx) => appendEvents(tx, changes));
  }

  const follow = (socket: RawSocket, id: string, query: string, after: string | null = null): void =>
    socket.say({ id, type: 'subscribe', payload: { query, variables: { after } } });

  /** The payloads of a replay: each executed for this socket alone. */
  async function replay(query: string, after: string, count: number): Promise<string[]> {
    const socket = await rawSocket(server);
    follow(socket, 'replay', query, after);
    await until(() => payloadsOf(socket, 'replay').length >= count);
    socket.cut();
    return payloadsOf(socket, 'replay');
  }

  const cursorNow = async (): Promise<string> => encodeEventCursor(await lastSeq(server.db));
  const noneFollows = (): Promise<void> => until(() => server.followers() === 0);

  it('gives each subscriber the bytes that it would get alone, however they come, go and are written to', async () => {
    const place = fc.record({ socket: fc.nat(2), document: fc.nat(DOCUMENTS.length - 1) });
    const step = fc.oneof(
      fc.record({ kind: fc.constant('subscribe' as const), place, back: fc.option(fc.nat(5)) }),
      fc.record({ kind: fc.constant('complete' as const), which: fc.nat(20) }),
      fc.record({ kind: fc.constant('commit' as const), count: fc.integer({ min: 1, max: 3 }), waits: fc.boolean() }),
      fc.record({ kind: fc.constant('pause' as const), milliseconds: fc.nat(8) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 30 }), async (steps) => {
        const start = await lastSeq(server.db);
        await commit(6);
        const sockets = [await rawSocket(server), await rawSocket(server), await rawSocket(server)] as const;
        const standing = new Map<string, { socket: RawSocket; document: number; from: number; exact: boolean }>();
        const ended: typeof standing = new Map();
        const under: Promise<void>[] = [];
        let ids = 0;
        const subscribe = async (socket: number, document: number, back: number | null): Promise<void> => {
          const last = await lastSeq(server.db);
          const id = `id "${(ids += 1)}"`;
          const from = last - (back ?? 0);
          const to = sockets[socket] as RawSocket;
          standing.set(id, { socket: to, document, from, exact: back !== null });
          follow(to, id, DOCUMENTS[document] as string, back === null ? null : encodeEventCursor(from));
        };
        for (const each of DOCUMENTS.keys()) await subscribe(each % 3, each, 0);
        for (const each of steps) {
          if (each.kind === 'subscribe') await subscribe(each.place.socket, each.place.document, each.back);
          else if (each.kind === 'pause') await new Promise((resolve) => setTimeout(resolve, each.milliseconds));
          else if (each.kind === 'commit') {
            const committed = commit(each.count);
            under.push(committed);
            if (each.waits) await committed;
          } else {
            const [id, known] = [...standing][each.which] ?? [];
            if (!id || !known) continue;
            known.socket.say({ id, type: 'complete' });
            standing.delete(id);
            ended.set(id, known);
          }
        }
        await Promise.all(under);
        // One that asked for what comes from now on may have been heard later than what was committed so far.
        const asked = await lastSeq(server.db);
        await until(async () => {
          await commit(1);
          await new Promise((resolve) => setTimeout(resolve, 20));
          return [...standing].every(([id, { socket }]) => lastSeen(payloadsOf(socket, id)) > asked);
        });
        const end = await lastSeq(server.db);

        const truths = await Promise.all(
          DOCUMENTS.map(async (query, document) => {
            const { entries } = await readLog(server.db, start, 500);
            const numbers = entries
              .filter(
                (entry) => document !== 1 || (entry.kind === 'contract_change' && entry.change.severity === 'breaking'),
              )
              .map(({ seq }) => seq);
            const payloads = await replay(query, encodeEventCursor(start), numbers.length);
            expect(payloads).toHaveLength(numbers.length);
            expect(payloads.every((text) => text.startsWith('{"errors":') === (document === 3))).toBe(true);
            return numbers.map((seq, place) => ({ seq, payload: payloads[place] as string }));
          }),
        );
        expect(truths[0]?.at(-1)?.seq).toBe(end);
        for (const [id, { socket, document, from, exact }] of [...standing, ...ended]) {
          const truth = truths[document] ?? [];
          if (standing.has(id)) await until(() => payloadsOf(socket, id).at(-1) === truth.at(-1)?.payload);
          const got = payloadsOf(socket, id);
          const earliest = truth.findIndex(({ seq }) => seq > from);
          const first = truth.findIndex(({ payload }) => payload === got[0]);
          if (got.length === 0) continue;
          if (exact) expect(first).toBe(earliest);
          else expect(first).toBeGreaterThanOrEqual(earliest);
          expect(got).toEqual(truth.slice(first, first + got.length).map(({ payload }) => payload));
        }
        for (const socket of sockets) socket.cut();
        await noneFollows();
      }),
      { numRuns: 12 },
    );
  });

  /** How many statements a commit and its delivery to all of them take. */
  async function statementsFor(followers: readonly { query: string; after?: string | null }[]): Promise<number> {
    const socket = await rawSocket(server);
    followers.forEach(({ query, after }, each) => follow(socket, String(each), query, after ?? null));
    await until(() => server.followers() === followers.length);
    const count = (): number => followers.reduce((sum, _, each) => sum + payloadsOf(socket, String(each)).length, 0);
    // One that begins at a cursor has caught up once it got what was committed after that, and a first event.
    await commit(1);
    await caughtUp(socket, followers.length);
    const told = count();
    const { statements } = await server.db.countStatements(async () => {
      await commit(1);
      await until(() => count() === told + followers.length);
    });
    socket.cut();
    await noneFollows();
    // PostgreSQL wakes twice, by a signal of the process and by NOTIFY: a look that finds nothing new does not count,
    // nor does one of the clock of SLAs, which looks what falls due, or one for webhooks.
    return statements.filter((text) => !/FROM events e|MIN\(judge_at\)|FROM webhooks w/.test(text)).length;
  }

  async function caughtUp(socket: RawSocket, followers: number): Promise<void> {
    const last = await cursorNow();
    await until(() =>
      Array.from({ length: followers }, (_, each) => payloadsOf(socket, String(each)).at(-1) ?? '').every((text) =>
        text.includes(last),
      ),
    );
  }

  it('executes an event once for all who ask the same, from whichever cursor they began', async () => {
    const one = await statementsFor([{ query: ALL }]);
    const another = await statementsFor([{ query: ALL }, { query: ALONE }]);
    expect(another).toBeGreaterThan(one);
    await commit(40);
    const last = await lastSeq(server.db);
    const many = Array.from({ length: 40 }, (_, each) => ({ query: ALL, after: encodeEventCursor(last - each) }));
    expect(await statementsFor([...many, ...Array<{ query: string }>(20).fill({ query: ALL })])).toBe(one);
    expect(decodeEventCursor(many[39]?.after ?? '')).toBe(last - 39);
  });

  it('lets a client that takes nothing hold back nobody; it goes on where it stopped', async () => {
    const wide = Array.from({ length: 60 }, (_, each) => `m${each}: message`).join(' ');
    const query = subscription(`cursor contract { name } ${wide}`);
    const [slow, quick] = [await rawSocket(server), await rawSocket(server)];
    const start = await cursorNow();
    for (const socket of [slow, quick]) follow(socket, 'x', query);
    await until(() => server.followers() === 2);
    slow.pause();
    const count = 1_200;
    for (let done = 0; done < count; done += 50) {
      await commit(50, 'x'.repeat(200));
      await until(() => payloadsOf(quick, 'x').length === done + 50);
    }
    expect(payloadsOf(slow, 'x').length).toBeLessThan(count);
    const { statements } = await server.db.countStatements(async () => {
      slow.goOn();
      await until(() => payloadsOf(slow, 'x').length === count);
    });
    // What it had not taken was not kept for it: it is read and executed now.
    expect(statements.filter((text) => /FROM contracts/.test(text)).length).toBeGreaterThan(0);
    expect(payloadsOf(slow, 'x')).toEqual(payloadsOf(quick, 'x'));
    expect(JSON.parse(payloadsOf(quick, 'x')[0] ?? '')).toMatchObject({
      data: { contractChanged: { cursor: encodeEventCursor((decodeEventCursor(start) ?? 0) + 1) } },
    });
    await commit(1);
    await until(() => payloadsOf(slow, 'x').length === count + 1);
    for (const socket of [slow, quick]) socket.cut();
    await noneFollows();
  });

  it('goes on for the others when the one that came first leaves', async () => {
    const [first, second] = [await rawSocket(server), await rawSocket(server)];
    for (const socket of [first, second]) follow(socket, 'same', ALL);
    await until(() => server.followers() === 2);
    await commit(1);
    await until(() => payloadsOf(second, 'same').length === 1);
    first.cut();
    await until(() => server.followers() === 1);
    await commit(2);
    await until(() => payloadsOf(second, 'same').length === 3);
    second.say({ id: 'same', type: 'complete' });
    await noneFollows();
    second.say({ id: 'same', type: 'subscribe', payload: { query: ALL } });
    await until(() => server.followers() === 1);
    await commit(1);
    await until(() => payloadsOf(second, 'same').length === 4);
    second.cut();
    await noneFollows();
  });
});
