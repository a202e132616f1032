import type { OperationDefinitionNode } from 'graphql';
import type { Caller } from '../../actions/guard/Caller.js';
import { encodeEventCursor } from '../../schema/eventCursor.js';
import type { Audience, Member, Shared } from './Audience.js';
import type { CatchingUp } from './CatchingUp.js';
import type { Transport } from '../metrics/RequestMeasures.js';
import { Payload, type Receiver } from './Receiver.js';

/** What all subscribers have in common. */
export interface Home {
  /** Makes one that is live a member of its audience. */
  join(behind: CatchingUp, member: Member, caller: Caller): Audience;
  leave(audience: Audience, member: Member): void;
  /** The way of one that has left its audience, from there on. */
  behind(left: Shared, caller: Caller, seen: number): CatchingUp;
  /** Lets one go on by itself, within a scope of its own. */
  goOn(subscription: Subscription): void;
  /** What one is told that ends with an error. */
  failed(error: unknown, cursor: string): object;
  /** Counts one that has ended. */
  ended(operation: OperationDefinitionNode, transport: Transport): void;
}

/**
 * One subscriber of the event log. While it is behind it makes its way by itself; while it is live, which most are most of
 * the time, this is all that is kept of it: the rest stands once with its audience.
 */
export class Subscription implements Member {
  /** The number of the log up to which it has everything, while it is live. */
  seen = 0;
  private audience: Audience | null = null;
  private over = false;

  constructor(
    private readonly fanout: Home,
    readonly receiver: Receiver,
    private readonly caller: Caller,
    private behind: CatchingUp | null,
  ) {}

  /** The cursor to resume from: of what it was given with its audience all is on its way, what it executes itself may not be. */
  get cursor(): string {
    return this.behind?.follower.cursor ?? encodeEventCursor(this.seen);
  }

  /** Whether nothing more comes. */
  get done(): boolean {
    return this.over;
  }

  private get operation(): OperationDefinitionNode | undefined {
    return (this.behind ?? this.audience)?.args.operation;
  }

  /** Goes on from where it is, until it is live or done. */
  async run(): Promise<void> {
    const { behind } = this;
    if (!behind) return;
    try {
      await behind.run(this.receiver, (seen) => this.goLive(behind, seen));
      if (this.behind && !this.over) this.complete();
    } catch (error) {
      this.fail(error);
    }
  }

  private goLive(behind: CatchingUp, seen: number): void {
    this.seen = seen;
    this.audience = this.fanout.join(behind, this, this.caller);
    this.behind = null;
  }

  /** It has left its audience: it lags, or what all share has ended. */
  left(): void {
    const { audience } = this;
    this.audience = null;
    if (!audience || this.over) return;
    this.behind = this.fanout.behind(audience, this.caller, this.seen);
    this.fanout.goOn(this);
  }

  /** Ends it with this error, made of the cursor to resume from. */
  interrupt(error: (after: string) => Error): void {
    if (this.behind) this.behind.follower.interrupt(error);
    else if (!this.over) this.fail(error(this.cursor));
  }

  private fail(error: unknown): void {
    if (this.over) return;
    this.receiver.send(new Payload(this.fanout.failed(error, this.cursor)));
    this.complete();
  }

  private complete(): void {
    this.end();
    this.receiver.complete();
  }

  /** Nobody waits for it any more. */
  end(): void {
    if (this.over) return;
    this.over = true;
    const { operation, behind, audience } = this;
    if (behind) void behind.follower.return();
    if (audience) this.fanout.leave(audience, this);
    if (operation) this.fanout.ended(operation, this.receiver.transport);
  }
}
