import { cloudEventOf, type ToldEvent } from '../cloudEvents/cloudEvent.js';
import type { Database } from '../entities/database.js';
import { lastSeq } from '../entities/reads/events.js';
import { Rounds } from '../time/Rounds.js';
import type { Time } from '../time/Time.js';
import { toldAfter } from '../cloudEvents/log.js';
import { EventStream, type NatsSettings, type Outgoing } from './EventStream.js';

/** Events that are sent before the first of them is confirmed. */
const BATCH = 500;
/** A wake-up is answered so much later, with all that come meanwhile. */
const SOON_MS = 20;
const RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

interface Parts {
  readonly db: Database;
  readonly time: Time;
  readonly settings: NatsSettings;
  /** The `source` of events. */
  readonly source: string;
  /** Hears why events wait; it is tried again. */
  readonly onError: (error: unknown) => void;
}

/** A part of a subject: what would be more than one is `_`, and so is what is not there. */
const token = (text: string | null | undefined): string => (text ? text.replace(/[^\w-]/g, '_') : '_');

/** `floe.{domain}.{product}.{kind}` of an event, its kind in small letters. */
function subjectFor({ event: { domain, product, kind } }: ToldEvent): string {
  const name = product?.slice(product.indexOf('.') + 1);
  return `floe.${token(domain)}.${token(name)}.${kind.toLowerCase()}`;
}

/**
 * Sends the event log to a stream of NATS JetStream (docs/nats.md). One of all processes on a store does
 * (`Database.hold`). Where it begins, is cut off or goes on after another, it asks the stream what it has, and goes on
 * after that.
 */
export class NatsRelay {
  private stream: EventStream | null = null;
  private position = 0;
  private holds = false;
  private closed = false;
  private readonly rounds: Rounds;
  private retryMs = RETRY_MS;
  private stopListening: () => Promise<void> = async () => undefined;
  private letGo: () => Promise<void> = async () => undefined;

  private constructor(private readonly parts: Parts) {
    this.rounds = new Rounds({
      time: parts.time,
      round: () => this.relay(),
      failed: (error) => {
        parts.onError(error);
        const wait = this.retryMs;
        this.retryMs = Math.min(2 * wait, LONGEST_RETRY_MS);
        return wait;
      },
    });
  }

  /** Throws where the store cannot be listened to. A NATS that is away is waited for. */
  static async start(parts: Parts): Promise<NatsRelay> {
    const relay = new NatsRelay(parts);
    relay.stopListening = await parts.db.listen(() => relay.rounds.ask(SOON_MS));
    relay.letGo = parts.db.hold('nats', {
      held: () => {
        relay.holds = true;
        relay.rounds.ask(SOON_MS);
      },
      lost: () => {
        relay.holds = false;
      },
    });
    return relay;
  }

  /** What is being sent is awaited. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([this.rounds.end(), this.stopListening()]);
    await this.leave();
    await this.letGo();
  }

  private async relay(): Promise<null> {
    try {
      await this.relayAll();
    } catch (error) {
      await this.leave();
      throw error;
    }
    this.retryMs = RETRY_MS;
    return null;
  }

  private async relayAll(): Promise<void> {
    const { db, source } = this.parts;
    if (!this.holds) return;
    const stream = (this.stream ??= await this.enter());
    while (this.holds && !this.closed) {
      const { events, upTo } = await toldAfter(db, this.position, BATCH);
      if (upTo === this.position) return;
      await stream.publish(
        events.map((told): Outgoing => ({
          seq: told.event.seq,
          subject: subjectFor(told),
          body: JSON.stringify(cloudEventOf(told, source)),
        })),
      );
      this.position = upTo;
    }
  }

  private async enter(): Promise<EventStream> {
    const { db, settings } = this.parts;
    const stream: EventStream = await EventStream.open(settings, () => {
      if (this.stream !== stream) return;
      this.stream = null;
      this.rounds.ask(this.retryMs);
    });
    const last = await lastSeq(db);
    if (stream.position > last) {
      await stream.close();
      throw new Error(
        `The stream "${settings.stream}" has events up to ${stream.position}, the event log up to ${last}: it was filled from another store, or from this one before it was restored. Delete the stream, or name another by NATS_STREAM.`,
      );
    }
    this.position = stream.position;
    return stream;
  }

  private async leave(): Promise<void> {
    const { stream } = this;
    this.stream = null;
    await stream?.close().catch(() => undefined);
  }
}
