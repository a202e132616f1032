import type { WebhookRow } from '../entities/rows/webhooks/WebhookRow.js';
import type { Waiting } from '../entities/webhooks/webhooks.js';
import type { Time } from '../time/Time.js';

/** How many requests to one receiver may be under way at once, where it answers them. */
const AT_ONCE = 8;

/** What waits of one lane, in order: its first is sent, or waits to be sent again, before the others. */
export interface Lane {
  readonly name: string;
  readonly waiting: Waiting[];
}

/** A webhook at work: what waits for it by lanes, and how far the log was looked through. */
export class Track {
  private readonly lanes = new Map<string, Lane>();
  private readonly ready = new Set<Lane>();
  private readonly timers = new Set<() => void>();
  /** How many requests may be under way at once: fewer where attempts fail. */
  private limit = AT_ONCE;
  private flying = 0;
  private waitingCount = 0;
  private pausedUntil = 0;
  /** Nothing more is to be begun. */
  stopped = false;
  /** Up to where the log was looked through. */
  position: number;

  constructor(
    public webhook: WebhookRow,
    waiting: readonly Waiting[],
    private readonly time: Time,
    /** Called when something can be sent that could not be before. */
    private readonly onReady: () => void,
  ) {
    this.position = webhook.position;
    this.add(waiting);
  }

  get size(): number {
    return this.waitingCount;
  }

  /** Appends what was found. */
  add(waiting: readonly Waiting[]): void {
    for (const each of waiting) {
      const lane = this.lanes.get(each.lane) ?? { name: each.lane, waiting: [] };
      this.lanes.set(each.lane, lane);
      lane.waiting.push(each);
      if (lane.waiting.length === 1) this.await(lane);
    }
    this.waitingCount += waiting.length;
  }

  /** A lane whose first is to be sent now; it is its taker's until it is `done` or `again`. null: there is none. */
  take(): Lane | null {
    if (this.stopped || this.flying >= this.limit || this.pausedUntil > this.time.now().getTime()) return null;
    const [lane] = this.ready;
    if (!lane) return null;
    this.ready.delete(lane);
    this.flying += 1;
    return lane;
  }

  /** The first of the lane has ended. */
  done(lane: Lane, delivered: boolean): void {
    this.flying -= 1;
    this.limit = delivered ? Math.min(AT_ONCE, this.limit + 1) : Math.max(1, this.limit >> 1);
    lane.waiting.shift();
    this.waitingCount -= 1;
    if (lane.waiting.length > 0) this.await(lane);
    else this.lanes.delete(lane.name);
  }

  /** The first of the lane is to be sent again, as it says; `pause`: nothing is sent to the receiver until then. */
  again(lane: Lane, first: Waiting, pause: boolean): void {
    this.flying -= 1;
    this.limit = Math.max(1, this.limit >> 1);
    lane.waiting[0] = first;
    if (pause) this.pausedUntil = Math.max(this.pausedUntil, Date.parse(first.nextAttemptAt ?? ''));
    this.await(lane);
  }

  /** Begins nothing more. */
  stop(): void {
    this.stopped = true;
    for (const giveUp of this.timers) giveUp();
    this.timers.clear();
  }

  /** The lane is ready when its first is due. */
  private await(lane: Lane): void {
    const at = lane.waiting[0]?.nextAttemptAt;
    const ms = at == null ? 0 : Date.parse(at) - this.time.now().getTime();
    if (ms <= 0) {
      this.ready.add(lane);
      return;
    }
    const giveUp = this.time.after(ms, () => {
      this.timers.delete(giveUp);
      this.ready.add(lane);
      this.onReady();
    });
    this.timers.add(giveUp);
  }
}
