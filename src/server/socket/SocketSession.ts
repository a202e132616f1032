import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CloseCode,
  MessageType,
  parseMessage,
  type ConnectionInitMessage,
  type SubscribeMessage,
  type SubscribePayload,
} from 'graphql-ws';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import type { Caller } from '../../actions/guard/Caller.js';
import { CatalogError, type ErrorCode } from '../../errors.js';
import { decodeEventCursor } from '../../schema/eventCursor.js';
import { Subscription } from '../fanout/Subscription.js';
import type { Drained } from '../limits/Draining.js';
import { callerWith, nobodyFrom, type Door } from '../request/caller.js';
import { endOfCredentials, watchCredentials } from '../request/watchCredentials.js';
import type { Pinged } from './KeepAlive.js';
import { SocketReceiver } from './SocketReceiver.js';

/** Ours: the client took nothing of what was sent to it. */
const SLOW_CONSUMER = 4413;
/** What a client is told of why it is not let in. */
const REFUSALS = new Set<ErrorCode>(['UNAUTHENTICATED', 'RATE_LIMITED']);
/** How long a client may take to say who it is. */
const INIT_MS = 3_000;
const LATE = 'Connection initialisation timeout';
/** How long subscriptions may take to end before the socket is closed all the same. */
const ENDING_MS = 2_000;
/** The longest reason that a close frame can carry, in bytes (RFC 6455, 5.5). */
const LONGEST_REASON = 123;

/** What all sessions share. */
interface Shared {
  readonly door: Door;
  readonly log: Logger;
  readonly operations: { serve(receiver: SocketReceiver, given: SubscribePayload): Promise<void> };
  /** Forgets one that is gone. */
  left(session: SocketSession): void;
}

const byPlace = (a: string, b: string): number => (decodeEventCursor(a) ?? 0) - (decodeEventCursor(b) ?? 0);

/**
 * The server's side of graphql-transport-ws with one client: who came in, for as long as the credentials hold, and what it
 * waits for. There is one for each socket, tens of thousands, so what all share stands in `Sockets`.
 */
export class SocketSession implements Drained, Pinged {
  caller: Caller;
  running = 0;
  taken = 0;
  looks = 0;
  readonly connection: Socket;
  /** What the client waits for: few, and mostly one. */
  private asked: readonly SocketReceiver[] = [];
  private credentials: string | undefined;
  private stopWatching: (() => void) | null = null;
  /** Ends a client that does not say who it is. */
  private waiting: NodeJS.Timeout | null;
  private state: 'new' | 'begun' | 'in' = 'new';
  private answered = true;

  constructor(
    readonly socket: WebSocket,
    request: IncomingMessage,
    /** Where it is counted by its address. */
    readonly place: string,
    private readonly sockets: Shared,
  ) {
    this.connection = request.socket;
    this.credentials = request.headers.authorization;
    this.caller = nobodyFrom(sockets.door.addressOf(request));
    const late = (): void => this.close(CloseCode.ConnectionInitialisationTimeout, LATE);
    this.waiting = setTimeout(late, INIT_MS).unref();
  }

  get open(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** Hears what the client says. What goes wrong is logged and not told. */
  heard(text: string): void {
    this.hear(text).catch((error: unknown) => {
      this.sockets.log.error({ err: error }, 'internal error over WebSocket');
      this.close(CloseCode.InternalServerError, 'Internal server error');
    });
  }

  private async hear(text: string): Promise<void> {
    const message = this.read(text);
    if (message?.type === MessageType.ConnectionInit) await this.begin(message);
    else if (message?.type === MessageType.Subscribe) await this.subscribe(message);
    else if (message?.type === MessageType.Complete) this.complete(message.id);
    else if (message?.type === MessageType.Ping) this.say({ ...message, type: MessageType.Pong });
    else if (message?.type !== MessageType.Pong) this.close(CloseCode.BadRequest, 'Invalid message received');
  }

  private read(text: string): ReturnType<typeof parseMessage> | null {
    try {
      return parseMessage(text);
    } catch {
      return null;
    }
  }

  /**
   * Lets the client in by `Authorization` of connection_init's payload, else by the header of its request. Where the
   * credentials do not hold the socket is closed with 4403.
   */
  private async begin({ payload }: ConnectionInitMessage): Promise<void> {
    if (this.state !== 'new')
      return this.close(CloseCode.TooManyInitialisationRequests, 'Too many initialisation requests');
    this.state = 'begun';
    this.stopWaiting();
    const { door } = this.sockets;
    const given = Object.entries(payload ?? {}).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
    if (typeof given === 'string') this.credentials = given;
    try {
      this.caller = await callerWith(this.credentials, this.caller.from, door);
    } catch (error) {
      return this.refuse(error);
    }
    if (!this.open) return;
    this.state = 'in';
    this.stopWatching = watchCredentials(door.who, this.credentials, (why) => void this.end(why));
    this.say({ type: MessageType.ConnectionAck });
  }

  private refuse(error: unknown): void {
    const known = error instanceof CatalogError && REFUSALS.has(error.code);
    if (!known) this.sockets.log.error({ err: error }, 'a caller could not be identified');
    this.close(CloseCode.Forbidden, known ? error.message : 'Nobody can be signed in now: try again.');
  }

  private async subscribe({ id, payload }: SubscribeMessage): Promise<void> {
    if (this.state !== 'in') return this.close(CloseCode.Unauthorized, 'Unauthorized');
    if (this.asked.some((each) => each.id === id))
      return this.close(CloseCode.SubscriberAlreadyExists, `Subscriber for ${id} already exists`);
    const receiver = new SocketReceiver(this, id);
    this.asked = [...this.asked, receiver];
    await this.sockets.operations.serve(receiver, payload);
  }

  private complete(id: string): void {
    const receiver = this.asked.find((each) => each.id === id);
    if (!receiver) return;
    this.forget(receiver);
    receiver.end();
  }

  get atOnce(): number {
    return Math.max(this.asked.length, this.running + 1);
  }

  forget(receiver: SocketReceiver): void {
    this.asked = this.asked.filter((each) => each !== receiver);
  }

  say(message: object): void {
    if (this.open) this.socket.send(JSON.stringify(message));
  }

  async carriedOut<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      this.running -= 1;
    }
  }

  private get followed(): Subscription[] {
    return this.asked.flatMap(({ followed }) => (followed instanceof Subscription ? [followed] : []));
  }

  /** Ends each subscription with an error that says where to resume, then the socket with the earliest of those places. */
  private async end(why: string): Promise<void> {
    const running = this.followed;
    for (const each of running) each.interrupt(endOfCredentials(why));
    const late = Date.now() + ENDING_MS;
    while (running.some(({ done }) => !done) && Date.now() < late) await sleep(10);
    await sleep(10); // for the last message to go out
    const [cursor] = running.map((each) => each.cursor).sort(byPlace);
    const reason = cursor === undefined ? why : `Not signed in any more; resume with after: "${cursor}"`;
    this.close(CloseCode.Forbidden, reason);
  }

  /** Tells a client that takes nothing, should it read on, from where to resume. */
  cutOff(): void {
    const [cursor] = this.followed.map((each) => each.cursor).sort(byPlace);
    const resume = cursor === undefined ? '' : `; resume with after: "${cursor}"`;
    this.close(SLOW_CONSUMER, `SLOW_CONSUMER: nothing was taken for too long${resume}`);
  }

  /** Asks whether the client is still there; drops the socket of one that has not answered since it was asked last. */
  ping(): void {
    // Who takes nothing cannot answer: how long it may is for `Draining` to say.
    if (this.socket.bufferedAmount > 0) return;
    if (!this.answered) return this.socket.terminate();
    this.answered = false;
    if (this.open) this.socket.ping();
  }

  ponged(): void {
    this.answered = true;
  }

  close(code: number, reason: string): void {
    const bytes = Buffer.from(reason).subarray(0, LONGEST_REASON - 3);
    this.socket.close(code, bytes.toString('utf8'));
  }

  broke(error: Error): void {
    this.sockets.log.warn({ err: error }, 'a client broke the WebSocket protocol');
  }

  /** The socket is gone. */
  gone(): void {
    this.sockets.left(this);
    this.stopWaiting();
    this.stopWatching?.();
    const { asked } = this;
    this.asked = [];
    for (const each of asked) each.end();
  }

  private stopWaiting(): void {
    if (this.waiting) clearTimeout(this.waiting);
    this.waiting = null;
  }
}
