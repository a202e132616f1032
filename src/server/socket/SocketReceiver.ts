import { MessageType } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Caller } from '../../actions/guard/Caller.js';
import { Receiver, type Payload, type Sending } from '../fanout/Receiver.js';
import type { Transport } from '../metrics/RequestMeasures.js';

/** The session of a socket, as its operations know it. */
interface Session {
  readonly socket: WebSocket;
  readonly caller: Caller;
  /** Whether the client can be written to. */
  readonly open: boolean;
  /** How many operations are let in and not yet carried out, also those that the client waits for no longer; of a subscription, until it follows. */
  running: number;
  /** How many operations count against what may run at once. */
  readonly atOnce: number;
  /** Carries out what was let in (and counted in `running`). */
  carriedOut<T>(work: () => Promise<T>): Promise<T>;
  /** The operation is over, or its client waits for it no longer. */
  forget(receiver: SocketReceiver): void;
  /** Sends a message that nothing waits for. */
  say(message: object): void;
}

/** An operation over a socket, under the id that its client gave it. */
export class SocketReceiver extends Receiver {
  private sending: Sending | null = null;
  /** Whether its client waits for it. */
  private awaited = true;

  constructor(
    readonly session: Session,
    readonly id: string,
  ) {
    super();
  }

  get transport(): Transport {
    return 'websocket';
  }

  get open(): boolean {
    return this.awaited && this.session.open;
  }

  protected get drained(): boolean {
    return this.session.socket.bufferedAmount === 0;
  }

  /** What sends here from now on; where nobody waits any more, it ends at once. */
  follow(sending: Sending): void {
    this.sending = sending;
    if (!this.awaited) sending.end();
  }

  /** What sends here, where something does. */
  get followed(): Sending | null {
    return this.sending;
  }

  /** `next` differs from what others get of the same by its id alone. */
  protected write({ json }: Payload, taken: () => void): void {
    const before = `{"id":${JSON.stringify(this.id)},"type":"next","payload":`;
    const size = Buffer.byteLength(before);
    const message = Buffer.allocUnsafe(size + json.length + 1);
    message.write(before);
    message.set(json, size);
    message.write('}', size + json.length);
    this.session.socket.send(message, { binary: false }, taken);
  }

  /** Refuses the operation: nothing comes. */
  refuse(payload: readonly object[]): void {
    this.over({ id: this.id, type: MessageType.Error, payload });
  }

  complete(): void {
    this.over({ id: this.id, type: MessageType.Complete });
  }

  private over(last: object): void {
    if (!this.awaited) return;
    this.awaited = false;
    this.session.forget(this);
    this.session.say(last);
  }

  /** Its client waits for it no longer. */
  end(): void {
    this.awaited = false;
    this.sending?.end();
  }
}
