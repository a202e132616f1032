import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TopicEvent, TopicListener } from '../../subscriptions/Topic.js';
import type { Receiver } from './Receiver.js';

/** Sockets that are written to before others have their turn on the event loop. */
const AT_ONCE = 500;

/** One of those who are live. */
export interface Member {
  readonly receiver: Receiver;
  /** The number of the log up to which it has everything. */
  seen: number;
  /** It has to go on by itself after `seen`: it lags, or what all share has ended. */
  left(): void;
}

/**
 * Those who get the same of every event, live: it is executed once and serialized once for all of them. Who has not
 * taken the message before leaves, and holds back nobody.
 */
export class Audience implements TopicListener<unknown> {
  private readonly members = new Set<Member>();

  constructor(
    /** Executes an event; the payload as receivers take it. */
    private readonly answer: (event: unknown) => Promise<Buffer>,
    private readonly onEmpty: () => void,
  ) {}

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
      await this.deliver(seq, await this.answer(value));
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

  private async deliver(seq: number, payload: Buffer): Promise<void> {
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
