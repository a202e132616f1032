import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Topic, TopicEvent, TopicListener } from '../../subscriptions/Topic.js';
import type { SubscriptionArgs } from './SubscriptionArgs.js';
import { Payload, type Receiver } from './Receiver.js';

/** Sockets that are written to before others have their turn on the event loop. */
const AT_ONCE = 500;

/** One of those who are live. */
export interface Member {
  readonly receiver: Pick<Receiver, 'ready' | 'send'>;
  /** The number of the log up to which it has everything. */
  seen: number;
  /** It has to go on by itself after `seen`: it lags, or what all share has ended. */
  left(): void;
}

/** What those of an audience have in common. */
export interface Shared {
  readonly topic: Topic<unknown>;
  readonly args: SubscriptionArgs;
}

/**
 * Those who get the same of every event, live: it is executed once and serialized once for all of them. Who has not
 * taken the message before leaves, and holds back nobody.
 */
export class Audience implements Shared, TopicListener<unknown> {
  readonly topic: Topic<unknown>;
  readonly args: SubscriptionArgs;
  private readonly members = new Set<Member>();

  constructor(
    { topic, args }: Shared,
    /** Executes an event; the result as clients get it. */
    private readonly answer: (event: unknown) => Promise<object>,
    private readonly onEmpty: () => void,
  ) {
    this.topic = topic;
    this.args = args;
  }

  add(member: Member): void {
    this.members.add(member);
  }

  remove(member: Member): void {
    if (!this.members.delete(member)) return;
    if (this.members.size === 0) this.onEmpty();
    member.left();
  }

  async event({ seq, value }: TopicEvent<unknown>): Promise<void> {
    if (!this.isAwaited(seq)) return;
    try {
      await this.deliver(seq, new Payload(await this.answer(value)));
    } catch {
      this.ended(); // each executes for itself, and tells what went wrong
    }
  }

  ended(): void {
    for (const member of this.members) this.remove(member);
  }

  private isAwaited(seq: number): boolean {
    for (const member of this.members) if (member.seen < seq) return true;
    return false;
  }

  private async deliver(seq: number, payload: Payload): Promise<void> {
    let sent = 0;
    for (const member of this.members) {
      if (member.seen >= seq) continue;
      if (member.receiver.ready) {
        member.receiver.send(payload);
        member.seen = seq;
      } else this.remove(member);
      if (++sent % AT_ONCE === 0) await nextTurn();
    }
  }
}
