import { encodeEventCursor } from '../../schema/eventCursor.js';
import type { Follower } from '../../subscriptions/Follower.js';
import type { Member } from './Audience.js';
import type { Receiver } from './Receiver.js';

/**
 * The events of one subscription that it has to execute for itself: those that it is behind with. While it is live it
 * is given its messages with its audience, and there are none.
 */
export class OwnEvents implements AsyncIterator<unknown> {
  private leave = (): void => undefined;
  /** Itself among its audience, while it is live. */
  private member: Member | null = null;

  constructor(
    private readonly follower: Follower<unknown>,
    private readonly receiver: Receiver,
    /** Joins the audience; returns how to leave it. */
    private readonly join: (member: Member) => () => void,
  ) {}

  /** The cursor to resume from: of what it was given with its audience all is on its way, what it executes itself may not be. */
  get cursor(): string {
    return this.member ? encodeEventCursor(this.member.seen) : this.follower.cursor;
  }

  /** Throws CatalogError UNAVAILABLE, with the cursor to resume from, where the log cannot be read. */
  async next(): Promise<IteratorResult<unknown>> {
    while (!this.follower.done) {
      const value = await this.follower.pull();
      if (value !== null) return { value, done: false };
      const seen = this.follower.live;
      if (seen !== null) await this.listen(seen);
    }
    return { value: undefined, done: true };
  }

  private async listen(seen: number): Promise<void> {
    const { receiver } = this;
    const last = await new Promise<number>((resolve) => {
      const member: Member = { receiver, seen, left: () => resolve(member.seen) };
      this.member = member;
      this.leave = this.join(member);
    });
    this.member = null;
    this.follower.resume(last);
    if (!this.follower.done) await receiver.flushed();
  }

  /** Ends it with this error, made of the cursor to resume from. */
  interrupt(error: (after: string) => Error): void {
    this.follower.interrupt(error);
    this.leave();
  }

  get done(): boolean {
    return this.follower.done;
  }

  async return(): Promise<IteratorResult<unknown>> {
    await this.follower.return();
    this.leave();
    return { value: undefined, done: true };
  }
}
