import { setImmediate as nextTurn } from 'node:timers/promises';
import { encodeEventCursor } from '../../schema/eventCursor.js';
import type { Follower } from '../../subscriptions/Follower.js';
import type { Member } from './Audience.js';
import type { Receiver } from './Receiver.js';

/** So many events are told together before others have their turn. */
const TOGETHER = 50;

interface Sharing {
  /** Joins the audience; returns how to leave it. */
  readonly join: (member: Member) => () => void;
  /** The payloads of these events, where a plan gives them; else they are to be executed, each by itself. */
  readonly planned: (events: readonly unknown[]) => Promise<readonly Buffer[] | null>;
}

/**
 * The events of one subscription that it has to execute for itself: of those that it is behind with, what no plan tells.
 * While it is live it is given its messages with its audience, and there are none.
 */
export class OwnEvents implements AsyncIterator<unknown> {
  private leave = (): void => undefined;
  /** Itself among its audience, while it is live. */
  private member: Member | null = null;
  /** The payloads of the events that come next. */
  private readonly payloads = new Map<unknown, Buffer>();

  constructor(
    private readonly follower: Follower<unknown>,
    private readonly receiver: Receiver,
    private readonly sharing: Sharing,
  ) {}

  /** The cursor to resume from: of what it was given with its audience all is on its way, what it executes itself may not be. */
  get cursor(): string {
    return this.member ? encodeEventCursor(this.member.seen) : this.follower.cursor;
  }

  /** Throws CatalogError UNAVAILABLE, with the cursor to resume from, where the log cannot be read. */
  async next(): Promise<IteratorResult<unknown>> {
    while (!this.follower.done) {
      const value = await this.follower.pull();
      if (value !== null) {
        const payload = await this.payloadOf(value);
        if (!payload) return { value, done: false };
        this.receiver.send(payload);
        await this.receiver.flushed();
        continue;
      }
      const seen = this.follower.live;
      if (seen !== null) await this.listen(seen);
    }
    return { value: undefined, done: true };
  }

  private async payloadOf(event: unknown): Promise<Buffer | null> {
    const made = this.payloads.get(event) ?? (await this.makeFrom(event));
    this.payloads.delete(event);
    return made;
  }

  /** Makes the payloads of an event and those that come after it. */
  private async makeFrom(event: unknown): Promise<Buffer | null> {
    this.payloads.clear();
    await nextTurn();
    const events = [event, ...this.follower.upcoming(TOGETHER - 1)];
    const payloads = (await this.sharing.planned(events)) ?? [];
    for (const [nth, payload] of payloads.entries()) this.payloads.set(events[nth], payload);
    return payloads[0] ?? null;
  }

  private async listen(seen: number): Promise<void> {
    const { receiver } = this;
    const last = await new Promise<number>((resolve) => {
      const member: Member = { receiver, seen, left: () => resolve(member.seen) };
      this.member = member;
      this.leave = this.sharing.join(member);
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
