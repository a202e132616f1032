import DataLoader from 'dataloader';
import type { Principal } from '../access/Principal.js';
import type { Allowed, Keyring } from '../actions/kit/webhookSettings.js';
import type { ToldEvent } from '../cloudEvents/cloudEvent.js';
import type { Database } from '../entities/database.js';
import type { DeliveryStatus } from '../entities/rows/webhooks/WebhookDeliveryRow.js';
import { followedByWebhook } from '../entities/reads/follows.js';
import type { WebhookRow } from '../entities/rows/webhooks/WebhookRow.js';
import {
  disable,
  enabledWebhooks,
  forgetDeliveries,
  keepAttempts,
  keepFound,
  waitingOf,
  type Found,
  type LookedThrough,
} from '../entities/webhooks/webhooks.js';
import { toldAfter, toldOf } from '../cloudEvents/log.js';
import { messageOf } from './message.js';
import { outcomeOf, type Outcome, type Retrying } from './outcome.js';
import { Secrets } from './Secrets.js';
import { Sender } from './Sender.js';
import { Rounds } from '../time/Rounds.js';
import type { Time } from '../time/Time.js';
import { Track, type Lane } from './Track.js';
import { followedBy, isWanted, laneOf } from './wanted.js';

/** A wake-up is answered so much later, with all that come meanwhile. */
const SOON_MS = 20;
const RETRY_MS = 1_000;
/** Events read in one go. */
const BATCH = 500;
/** As many may wait for a webhook; beyond them the log is the queue. */
const WAITING = 10_000;
/** The place in the log is kept at the latest when it has moved so far, though nothing was found. */
const FAR = 1_000;
/** Requests of this process that may be under way at once. */
const AT_ONCE = 64;
const SWEEP_MS = 3_600_000;
const SWEPT = 1_000;
/** What is under way at the end may take so long to be answered. */
const LAST_MS = 2_000;

export interface DeliverySettings extends Retrying {
  readonly keys: Keyring | null;
  readonly allowed: Allowed;
  /** How long a receiver may take, in milliseconds. */
  readonly limitMs: number;
  /** How long deliveries that have ended are kept, in milliseconds. */
  readonly keptMs: number;
  /** The `source` of events. */
  readonly source: string;
}

interface Parts {
  readonly db: Database;
  readonly time: Time;
  readonly settings: DeliverySettings;
  /** An event as somebody may see it. */
  readonly seen: (principal: Principal, told: ToldEvent) => Promise<ToldEvent>;
  /** Hears of a store that could not be read or written; it is tried again. */
  readonly onError: (error: unknown) => void;
  /** Hears what an operator is to know. */
  readonly onNotice: (message: string, webhook?: number) => void;
  /** Hears of each attempt how its delivery stands after it, once that is kept. */
  readonly onAttempt?: (status: DeliveryStatus) => void;
}

interface Ended {
  readonly track: Track;
  readonly lane: Lane;
  readonly outcome: Outcome;
}

/**
 * Sends events to webhooks (docs/webhooks.md). One of all processes on a store does (`Database.hold`), from the time at
 * which there is a webhook; where it ends the next goes on with what is in the store. It looks at the log when that was
 * written to, keeps what it found for whom, sends what is due, and keeps what became of it before it sends the next of
 * the same lane.
 */
export class Deliverer {
  private readonly tracks = new Map<number, Track>();
  private readonly ended: Ended[] = [];
  private readonly abort = new AbortController();
  private readonly sender: Sender;
  private readonly secrets: Secrets;
  private readonly told: DataLoader<number, ToldEvent | null>;
  private flying = 0;
  private holds = false;
  private letGo: (() => Promise<void>) | null = null;
  private readonly rounds: Rounds;
  private keeping: Promise<void> | null = null;
  private closed = false;
  private stopSweeping: () => void = () => undefined;
  private stopListening: () => Promise<void> = async () => undefined;

  private constructor(private readonly parts: Parts) {
    const { db, settings, onNotice } = parts;
    this.sender = new Sender(settings.allowed, settings.limitMs, this.abort.signal);
    this.secrets = new Secrets(db, settings.keys, onNotice);
    this.told = new DataLoader((seqs: readonly number[]) => toldOf(db, seqs), { cache: false });
    const failed = (error: unknown): number => {
      parts.onError(error);
      return RETRY_MS;
    };
    this.rounds = new Rounds({ time: parts.time, round: () => this.lookThrough(), failed });
  }

  /** Throws where the store cannot be listened to, or read. */
  static async start(parts: Parts): Promise<Deliverer> {
    const deliverer = new Deliverer(parts);
    deliverer.stopListening = await parts.db.listen(() => deliverer.rounds.ask(SOON_MS));
    if ((await enabledWebhooks(parts.db)).length > 0) deliverer.rounds.ask(0);
    return deliverer;
  }

  /** Begins nothing more; what is under way is awaited for a moment, and kept. */
  async close(): Promise<void> {
    this.closed = true;
    this.stopSweeping();
    for (const track of this.tracks.values()) track.stop();
    await Promise.all([this.rounds.end(), this.stopListening()]);
    const late = setTimeout(() => this.abort.abort(), LAST_MS);
    while (this.flying > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    clearTimeout(late);
    while (this.keeping) await this.keeping;
    this.sender.close();
    await this.letGo?.();
  }

  private async lookThrough(): Promise<null> {
    if (this.letGo && !this.holds) return null;
    const webhooks = await enabledWebhooks(this.parts.db);
    if (!this.letGo && webhooks.length > 0) this.ask();
    if (!this.holds) return null;
    await this.follow(webhooks);
    this.pump();
    while (!this.closed && this.holds && (await this.readOn())) this.pump();
    return null;
  }

  private ask(): void {
    this.letGo = this.parts.db.hold('webhooks', {
      held: () => {
        this.holds = true;
        this.sweep();
        this.rounds.ask(SOON_MS);
      },
      lost: () => {
        this.holds = false;
        this.stopSweeping();
        for (const track of this.tracks.values()) track.stop();
        this.tracks.clear();
      },
    });
  }

  /** Takes up webhooks that are new, or whose place in the log was changed by somebody, and drops those that are gone. */
  private async follow(webhooks: readonly WebhookRow[]): Promise<void> {
    const usable = await this.secrets.opened(webhooks);
    const ids = new Set(usable.map(({ id }) => id));
    for (const [id, track] of this.tracks) if (!ids.has(id)) this.drop(id, track);
    const fresh: WebhookRow[] = [];
    for (const webhook of usable) {
      const track = this.tracks.get(webhook.id);
      if (track?.webhook.position === webhook.position) track.webhook = webhook;
      else {
        if (track) this.drop(webhook.id, track);
        fresh.push(webhook);
      }
    }
    if (fresh.length === 0) return;
    const waiting = await waitingOf(
      this.parts.db,
      fresh.map(({ id }) => id),
    );
    for (const webhook of fresh) {
      const own = waiting.filter(({ webhookId }) => webhookId === webhook.id);
      this.tracks.set(webhook.id, new Track(webhook, own, this.parts.time, () => this.pump()));
    }
  }

  private drop(id: number, track: Track): void {
    track.stop();
    this.tracks.delete(id);
  }

  /** Reads the next events for those whose place is the lowest; false where there is nothing to read. */
  private async readOn(): Promise<boolean> {
    const { db } = this.parts;
    const tracks = [...this.tracks.values()].filter(({ size }) => size < WAITING);
    const from = Math.min(...tracks.map(({ position }) => position));
    if (tracks.length === 0) return false;
    const { events, upTo } = await toldAfter(db, from, BATCH);
    if (upTo === from) return false;
    const behind = tracks.filter(({ position }) => position < upTo);
    const makers = behind.flatMap(({ webhook: { createdBy, filter } }) => (filter ? (createdBy ?? []) : []));
    const followed = followedBy(makers.length > 0 ? await followedByWebhook(db, makers) : []);
    const found = behind.flatMap((track) => {
      const { webhook, position } = track;
      const wanted = events.filter((each) => each.event.seq > position && isWanted(webhook, each, followed));
      return wanted.map((each) => ({ webhookId: webhook.id, seq: each.event.seq, lane: laneOf(each) }));
    });
    await this.keepPlaces(behind, found, upTo);
    return true;
  }

  private async keepPlaces(behind: readonly Track[], found: readonly Found[], upTo: number): Promise<void> {
    const { db, time } = this.parts;
    const finding = new Set(found.map(({ webhookId }) => webhookId));
    const isToKeep = ({ webhook }: Track): boolean => finding.has(webhook.id) || upTo - webhook.position >= FAR;
    const kept = behind.filter(isToKeep);
    const looked: LookedThrough[] = kept.map(({ webhook: { id, position } }) => ({ id, from: position, to: upTo }));
    const { moved, waiting } =
      looked.length > 0
        ? await db.transaction((tx) => keepFound(tx, looked, found, time.now().toISOString()))
        : { moved: new Set<number>(), waiting: [] };
    for (const track of behind) {
      const { id } = track.webhook;
      track.position = upTo;
      if (moved.has(id)) track.webhook = { ...track.webhook, position: upTo };
      else if (kept.includes(track)) this.rounds.ask(SOON_MS);
      if (!track.stopped) track.add(waiting.filter(({ webhookId }) => webhookId === id));
    }
  }

  /** Begins what can be sent now, one of each webhook in turn. */
  private pump(): void {
    let begun = true;
    while (begun) {
      begun = false;
      for (const track of this.tracks.values()) {
        if (this.closed || !this.holds || this.flying >= AT_ONCE) return;
        const lane = track.take();
        if (!lane) continue;
        begun = true;
        this.flying += 1;
        void this.attempt(track, lane);
      }
    }
  }

  private async attempt(track: Track, lane: Lane): Promise<void> {
    const { settings, time } = this.parts;
    const [first] = lane.waiting;
    if (!first) throw new Error('a lane without anything that waits');
    try {
      const told = await this.told.load(first.seq);
      const answer = told
        ? await this.sent(track.webhook, told)
        : { status: null, retryAfter: null, error: 'the event is kept no more' };
      // What was cut off at the end was not answered: it is sent again by who goes on.
      if (this.abort.signal.aborted && answer.status === null) return;
      const retrying = told ? settings : { ...settings, attempts: 0 };
      this.ended.push({ track, lane, outcome: outcomeOf(first, answer, retrying, time.now()) });
      this.keep();
    } catch (error) {
      this.parts.onError(error);
      const nextAttemptAt = new Date(time.now().getTime() + RETRY_MS).toISOString();
      track.again(lane, { ...first, nextAttemptAt }, false);
    } finally {
      this.flying -= 1;
    }
  }

  private async sent(webhook: WebhookRow, told: ToldEvent): ReturnType<Sender['send']> {
    const { seen, settings, time } = this.parts;
    const at = time.now();
    const secrets = this.secrets.of(webhook, at);
    const shown = await seen(webhook.principal as Principal, told);
    return this.sender.send(webhook.url, messageOf(shown, webhook.format, settings.source, { secrets, at }));
  }

  /** Keeps what became of attempts, all that there are together; then what comes after them may be sent. */
  private keep(): void {
    this.keeping ??= this.keepAll().finally(() => {
      this.keeping = null;
      if (this.ended.length > 0) this.keep();
    });
  }

  private async keepAll(): Promise<void> {
    const ended = this.ended.splice(0);
    while (ended.length > 0) {
      try {
        await this.store(ended);
        break;
      } catch (error) {
        this.parts.onError(error);
        if (this.closed) return;
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
      }
    }
    for (const each of ended) {
      this.parts.onAttempt?.(each.outcome.status);
      this.settle(each);
    }
    this.pump();
  }

  private store(ended: readonly Ended[]): Promise<void> {
    // Of a webhook that another process has taken up meanwhile, that it was delivered stays true.
    const told = ended.filter(({ track, outcome }) => !track.stopped || outcome.status === 'delivered' || this.closed);
    if (told.length === 0) return Promise.resolve();
    return this.parts.db.transaction(async (tx) => {
      const gone = told.flatMap(({ track, outcome }) => (outcome.gone ? [track.webhook.id] : []));
      if (gone.length > 0) await disable(tx, gone, 'The receiver answered 410 Gone: it wants nothing more.');
      await keepAttempts(
        tx,
        told.map(({ outcome }) => outcome),
      );
    });
  }

  private settle({ track, lane, outcome }: Ended): void {
    const [first] = lane.waiting;
    if (outcome.gone) this.drop(track.webhook.id, track);
    else if (outcome.status !== 'pending' || !first) track.done(lane, outcome.status === 'delivered');
    else track.again(lane, { ...first, ...outcome }, outcome.pause);
    if (track.size === WAITING - 1) this.rounds.ask(SOON_MS);
  }

  /** Forgets what has ended long ago, now and every hour. */
  private sweep(): void {
    const { db, time, settings, onError } = this.parts;
    const before = new Date(time.now().getTime() - settings.keptMs).toISOString();
    const forget = async (): Promise<void> => {
      while (!this.closed && this.holds)
        if ((await db.transaction((tx) => forgetDeliveries(tx, before, SWEPT))) < SWEPT) return;
    };
    forget().catch(onError);
    this.stopSweeping = time.after(SWEEP_MS, () => this.sweep());
  }
}
