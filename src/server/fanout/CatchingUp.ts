import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Follower } from '../../subscriptions/Follower.js';
import type { SubscriptionArgs } from './SubscriptionArgs.js';
import { Payload, type Receiver } from './Receiver.js';

/** So many events are told together before others have their turn. */
const TOGETHER = 50;

interface Telling {
  /** Executes an event; the result as a client gets it. */
  readonly answer: (args: SubscriptionArgs, event: unknown) => Promise<object>;
  /** The data of each of these events, where a plan gives it; else they are to be executed, each by itself. */
  readonly planned: (args: SubscriptionArgs, events: readonly object[]) => Promise<readonly object[] | null>;
}

/** The way of one subscription through what it is behind with: it reads and executes for itself, one message at a time. */
export class CatchingUp {
  /** What is told of the events that come next; bytes only once they are to be sent. */
  private readonly told = new Map<unknown, object>();

  constructor(
    readonly follower: Follower<unknown>,
    readonly args: SubscriptionArgs,
    private readonly telling: Telling,
  ) {}

  /**
   * Sends what is there; calls back with its place as soon as it is live, or resolves where nothing more comes. Throws
   * CatalogError UNAVAILABLE, with the cursor to resume from, where the log cannot be read.
   */
  async run(receiver: Receiver, live: (seen: number) => void): Promise<void> {
    const { follower } = this;
    await receiver.flushed();
    while (!follower.done) {
      const event = await follower.pull();
      if (event === null) {
        const seen = follower.live;
        if (seen !== null) return live(seen);
        continue;
      }
      receiver.send(await this.payloadOf(event));
      await receiver.flushed();
    }
  }

  private async payloadOf(event: unknown): Promise<Payload> {
    if (!this.told.has(event)) await this.tellFrom(event);
    const data = this.told.get(event);
    this.told.delete(event);
    return new Payload(data ? { data } : await this.telling.answer(this.args, event));
  }

  /** Tells an event and those that come after it together. */
  private async tellFrom(event: unknown): Promise<void> {
    this.told.clear();
    await nextTurn();
    const events = [event, ...this.follower.upcoming(TOGETHER - 1)] as object[];
    const planned = (await this.telling.planned(this.args, events)) ?? [];
    for (const [nth, data] of planned.entries()) this.told.set(events[nth], data);
  }
}
