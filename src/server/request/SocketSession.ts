import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import type { Caller } from '../../actions/guard/Caller.js';
import { CatalogError, type ErrorCode } from '../../errors.js';
import { decodeEventCursor } from '../../schema/eventCursor.js';
import { endOfCredentials, watchCredentials } from './watchCredentials.js';
import { callerOf, callerWith, type Door } from './caller.js';

/** A subscription that can be ended, and says from where it is to be resumed. */
interface Following {
  readonly done: boolean;
  readonly cursor: string;
  interrupt(error: (after: string) => Error): void;
}

/** graphql-transport-ws: the server does not let this client in, or no longer. */
const FORBIDDEN = 4403;
/** Ours: the client took nothing of what was sent to it. */
const SLOW_CONSUMER = 4413;
/** What a client is told of why it is not let in. */
const REFUSALS = new Set<ErrorCode>(['UNAUTHENTICATED', 'RATE_LIMITED']);
/** How long subscriptions may take to end before the socket is closed all the same. */
const ENDING_MS = 2_000;
/** The longest reason that a close frame can carry, in bytes (RFC 6455, 5.5). */
const LONGEST_REASON = 123;

const byPlace = (a: string, b: string): number => (decodeEventCursor(a) ?? 0) - (decodeEventCursor(b) ?? 0);

/** Who came in over a socket, for as long as the credentials hold. */
export class SocketSession {
  caller: Caller;
  /** How many operations are let in and not yet carried out, also those that the client waits for no longer; of a subscription, until it follows. */
  running = 0;
  private credentials: string | undefined;
  private stopWatching = (): void => undefined;
  private gone = false;
  private readonly followed = new Set<Following>();

  constructor(
    private readonly socket: WebSocket,
    private readonly request: IncomingMessage,
    private readonly door: Door,
    private readonly log: Logger,
  ) {
    this.caller = callerOf(request);
  }

  /**
   * Lets the client in by `Authorization` of connection_init's payload, else by the header of its request. Where the
   * credentials do not hold the socket is closed with 4403.
   */
  async begin(params: Readonly<Record<string, unknown>> | undefined): Promise<boolean> {
    const { authorization } = this.request.headers;
    const given = Object.entries(params ?? {}).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
    this.credentials = typeof given === 'string' ? given : authorization;
    try {
      this.caller = await callerWith(this.credentials, this.request, this.door);
      if (!this.gone)
        this.stopWatching = watchCredentials(this.door.who, this.credentials, (why) => void this.end(why));
      return true;
    } catch (error) {
      this.refuse(error);
      return false;
    }
  }

  private refuse(error: unknown): void {
    const known = error instanceof CatalogError && REFUSALS.has(error.code);
    if (!known) this.log.error({ err: error }, 'a caller could not be identified');
    this.closeWith(known ? error.message : 'Nobody can be signed in now: try again.');
  }

  /** Carries out what was let in (and counted in `running`). */
  async carriedOut<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      this.running -= 1;
    }
  }

  /** Minds a subscription: it is ended in order when the credentials no longer hold. */
  follow(following: Following): void {
    for (const each of this.followed) if (each.done) this.followed.delete(each);
    this.followed.add(following);
  }

  /** Ends each subscription with an error that says where to resume, then the socket with the earliest of those places. */
  private async end(why: string): Promise<void> {
    const running = [...this.followed].filter(({ done }) => !done);
    for (const each of running) each.interrupt(endOfCredentials(why));
    const late = Date.now() + ENDING_MS;
    while (running.some(({ done }) => !done) && Date.now() < late) await sleep(10);
    await sleep(10); // for the last message to go out
    const [cursor] = running.map((each) => each.cursor).sort(byPlace);
    this.closeWith(cursor === undefined ? why : `Not signed in any more; resume with after: "${cursor}"`);
  }

  /** Tells a client that takes nothing, should it read on, from where to resume. */
  cutOff(): void {
    const [cursor] = [...this.followed].flatMap((each) => (each.done ? [] : [each.cursor])).sort(byPlace);
    const resume = cursor === undefined ? '' : `; resume with after: "${cursor}"`;
    this.closeWith(`SLOW_CONSUMER: nothing was taken for too long${resume}`, SLOW_CONSUMER);
  }

  private closeWith(reason: string, code = FORBIDDEN): void {
    this.socket.close(
      code,
      Buffer.from(reason)
        .subarray(0, LONGEST_REASON - 3)
        .toString('utf8'),
    );
  }

  /** The socket is gone. */
  close(): void {
    this.gone = true;
    this.stopWatching();
    this.followed.clear();
  }
}
