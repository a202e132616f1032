import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buildSchema, parse, type OperationDefinitionNode } from 'graphql';
import { beforeEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { Audience, type Member } from '../../src/server/fanout/Audience.js';
import type { FollowingContext } from '../../src/subscriptions/FollowingContext.js';
import { Receiver, type Payload } from '../../src/server/fanout/Receiver.js';
import { atEnd } from '../support/atEnd.js';
import { until } from '../support/follow.js';

/** What its client gets is the result as it is, behind an id of its own. */
class TestReceiver extends Receiver {
  constructor(
    private readonly socket: WebSocket,
    private readonly id: string,
  ) {
    super();
  }

  readonly transport = 'websocket';
  readonly complete = (): void => undefined;

  get open(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  protected get drained(): boolean {
    return this.socket.bufferedAmount === 0;
  }

  protected write({ json }: Payload, taken: () => void): void {
    this.socket.send(message(this.id, json.toString('utf8')), taken);
  }
}

const message = (id: string, result: string): string => `${id}: ${result}`;

interface Seat {
  readonly member: Member;
  readonly receiver: Receiver;
  readonly client: WebSocket;
  /** The socket on the server's side. */
  readonly socket: WebSocket;
  /** What the client got. */
  readonly got: string[];
  /** Where it left the audience; empty while it is there. */
  readonly left: number[];
}

describe('an audience', () => {
  let server: WebSocketServer;
  let answers: unknown[];
  /** What the executions wait for. */
  let gate: Promise<void>;
  let empty: number;
  let audience: Audience;

  beforeEach(async () => {
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    atEnd(() => new Promise<void>((resolve) => server.close(() => resolve())));
    [answers, gate, empty] = [[], Promise.resolve(), 0];
    const schema = buildSchema('type Query { a: Int } type Subscription { a: Int }');
    const document = parse('subscription { a }');
    const [operation] = document.definitions as [OperationDefinitionNode];
    const args = { schema, document, operation, contextValue: {} as FollowingContext, audience: 'all' };
    audience = new Audience(
      { topic: { key: 'all', pick: () => null }, args },
      async (event) => {
        answers.push(event);
        await gate;
        if (event instanceof Error) throw event;
        return { data: event };
      },
      () => (empty += 1),
    );
  });

  async function seat(id: string, seen: number): Promise<Seat> {
    const connected = once(server, 'connection') as Promise<[WebSocket]>;
    const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    atEnd(() => client.terminate());
    const got: string[] = [];
    client.on('message', (data: Buffer) => got.push(data.toString('utf8')));
    const [[socket]] = await Promise.all([connected, once(client, 'open')]);
    const left: number[] = [];
    const receiver = new TestReceiver(socket, id);
    const member: Member = { receiver, seen, left: () => left.push(member.seen) };
    audience.add(member);
    return { member, receiver, client, socket, got, left };
  }

  const told = (id: string, data: unknown): string => message(id, JSON.stringify({ data }));

  it('executes an event once, and makes it bytes once, for each member to send in its way', async () => {
    const seats = [await seat('one', 4), await seat('ü', 4)];
    await audience.event({ seq: 5, value: 'ä' });
    await until(() => seats.every(({ got }) => got.length === 1));
    expect(seats.map(({ got }) => got)).toEqual([[told('one', 'ä')], [told('ü', 'ä')]]);
    expect(answers).toEqual(['ä']);
  });

  it('gives nobody what it has already, and does not execute what nobody waits for', async () => {
    const [ahead, behind] = [await seat('ahead', 6), await seat('behind', 5)];
    await audience.event({ seq: 5, value: 'five' });
    expect(answers).toEqual([]);
    for (const [seq, value] of [[6, 'six'] as const, [7, 'seven'] as const]) await audience.event({ seq, value });
    await until(() => ahead.got.length > 0 && behind.got.length > 1);
    expect(ahead.got).toEqual([told('ahead', 'seven')]);
    expect(behind.got).toEqual([told('behind', 'six'), told('behind', 'seven')]);
    expect(answers).toEqual(['six', 'seven']);
  });

  it('tells who comes while an event is executed of what it has not seen', async () => {
    const first = await seat('first', 4);
    let open = (): void => undefined;
    gate = new Promise((resolve) => (open = resolve));
    const sent = audience.event({ seq: 5, value: 'five' });
    const knows = await seat('knows', 5);
    open();
    await sent;
    await audience.event({ seq: 6, value: 'six' });
    await until(() => first.got.length === 2 && knows.got.length > 0);
    expect(knows.got).toEqual([told('knows', 'six')]);
  });

  it('parts with one that takes nothing, at the place up to which it was given all, and goes on for the others', async () => {
    const [slow, quick] = [await seat('slow', 0), await seat('quick', 0)];
    slow.client.pause();
    const wide = 'x'.repeat(1_000_000);
    let seq = 0;
    while (slow.left.length === 0) {
      await audience.event({ seq: (seq += 1), value: wide });
      await until(() => quick.got.length === seq);
    }
    expect(slow.left).toEqual([seq - 1]);
    const buffered = slow.socket.bufferedAmount;
    for (let each = 0; each < 5; each += 1) await audience.event({ seq: (seq += 1), value: wide });
    await until(() => quick.got.length === seq);
    expect(slow.socket.bufferedAmount).toBeLessThanOrEqual(buffered);

    const flushed = slow.receiver.flushed();
    slow.client.resume();
    await flushed;
    await until(() => slow.got.length === slow.left[0]);
    expect([slow.receiver.ready, quick.left, empty]).toEqual([true, [], 0]);
  });

  it('lets all go on by themselves where an event cannot be executed, or nothing more comes', async () => {
    const seats = [await seat('a', 1), await seat('b', 1)];
    await audience.event({ seq: 2, value: 'two' });
    await audience.event({ seq: 3, value: new Error('no') });
    expect([seats.map(({ left }) => left), empty]).toEqual([[[2], [2]], 1]);
    const late = await seat('late', 9);
    audience.ended();
    expect([late.left, empty]).toEqual([[9], 2]);
  });

  it('does not write to a socket that is being closed', async () => {
    const [gone, stays] = [await seat('gone', 0), await seat('stays', 0)];
    gone.socket.close();
    await audience.event({ seq: 1, value: 'one' });
    await until(() => stays.got.length === 1);
    expect([gone.got, gone.left]).toEqual([[], []]);
    audience.remove(gone.member);
    audience.remove(gone.member);
    expect([gone.left, empty]).toEqual([[1], 0]);
  });
});
