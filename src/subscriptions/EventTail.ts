import type { Database } from '../entities/database.js';
import { readLog, type LogBatch, type LogEntry } from '../entities/log/eventLog.js';
import { forgottenSeq, lastSeq } from '../entities/reads/events.js';
import { CatalogError } from '../errors.js';
import { decodeEventCursor, encodeEventCursor } from '../schema/eventCursor.js';
import { Rounds } from '../time/Rounds.js';
import { REALLY } from '../time/Time.js';
import { Feeds } from './Feeds.js';
import { Follower, type Log } from './Follower.js';
import type { Topic, TopicListener } from './Topic.js';

/** Events read in one go. */
const BATCH = 500;
/** Events kept in memory, so that those who follow live do not each read the table. */
const RECENT = 2_000;
const RETRY_MS = 1_000;

/**
 * Follows the table of events: a wake-up says "look", the table says what happened. It reads each event once for all
 * who follow live; who lags behind what is kept in memory reads the table at its own pace.
 */
export class EventTail implements Log {
  private recent: LogEntry[] = [];
  /** `recent` holds everything after this number, up to the next. */
  private before = 0;
  private upTo = 0;
  private followers = 0;
  private readonly rounds: Rounds;
  private ended = false;
  private readonly sleepers = new Set<() => void>();
  private readonly feeds = new Feeds(this);
  private stopListening: () => Promise<void> = async () => undefined;

  private constructor(
    private readonly db: Database,
    private readonly onError: (error: unknown) => void,
  ) {
    const failed = (error: unknown): number => {
      onError(error);
      return RETRY_MS;
    };
    this.rounds = new Rounds({ time: REALLY, round: () => this.read(), failed });
  }

  /** Starts to follow; `onError` hears of a log that could not be read (it is tried again). */
  static async start(db: Database, onError: (error: unknown) => void = () => undefined): Promise<EventTail> {
    const tail = new EventTail(db, onError);
    tail.stopListening = await db.listen(() => tail.look());
    return tail;
  }

  /**
   * What was committed after the cursor, in order and once, then what will be; without one, what is committed from now
   * on. Throws CatalogError BAD_USER_INPUT for a cursor that this log did not give, CURSOR_EXPIRED for one behind which
   * entries are no longer kept.
   */
  async follow<T>(after: string | null | undefined, topic: Topic<T>): Promise<Follower<T>> {
    const last = await lastSeq(this.db);
    const position = after == null ? last : decodeEventCursor(after);
    if (position === null || position > last)
      throw new CatalogError('BAD_USER_INPUT', `"${after}" is no cursor of this event log: hand back one it gave you.`);
    if (position < last) await this.mustBeWhole(position);
    if (this.followers === 0 && !this.rounds.running) {
      this.recent = [];
      this.before = this.upTo = last;
    }
    const follower = this.from(position, topic);
    this.look();
    return follower;
  }

  /** Goes on after a place that one who is counted among those who follow has reached. */
  from<T>(position: number, topic: Topic<T>): Follower<T> {
    this.keep();
    return new Follower(this, position, topic, (error) => this.left(error));
  }

  /** Counts one who follows without a follower of his own: he listens. */
  keep(): void {
    this.followers += 1;
  }

  /** He listens no longer. */
  release(): void {
    this.followers -= 1;
  }

  /**
   * Tells a listener of what is committed from now on, filtered once for all who listen to the topic; perhaps also of
   * something before. It is for those who follow, and live. Returns how to stop.
   */
  listen(topic: Topic<unknown>, listener: TopicListener<unknown>): () => void {
    return this.feeds.listen(topic, listener);
  }

  get head(): number {
    return this.upTo;
  }

  get closed(): boolean {
    return this.ended;
  }

  async after(seq: number): Promise<LogBatch> {
    if (seq < this.before) {
      const batch = await readLog(this.db, seq, BATCH);
      await this.mustBeWhole(seq); // asked after it: what was read was there
      return batch;
    }
    const seen = this.recent.findLastIndex((entry) => entry.seq <= seq);
    return { entries: this.recent.slice(seen + 1), upTo: Math.max(seq, this.upTo) };
  }

  async moved(seq: number, sleeper: { wake: () => void }): Promise<void> {
    if (this.upTo > seq || this.ended) return;
    await new Promise<void>((resolve) => {
      sleeper.wake = resolve;
      this.sleepers.add(resolve);
    });
    this.sleepers.delete(sleeper.wake);
  }

  private async mustBeWhole(seq: number): Promise<void> {
    const forgotten = await forgottenSeq(this.db);
    if (seq >= forgotten) return;
    const [after, oldest] = [seq, forgotten].map(encodeEventCursor);
    throw new CatalogError(
      'CURSOR_EXPIRED',
      `Not all that came after "${after}" is kept any more (FEED_RETENTION_DAYS). Start over: read by queries what stands, then follow with after: "${oldest}", the oldest cursor from which nothing is missing.`,
      { after, oldest },
    );
  }

  private left(error?: unknown): void {
    this.release();
    if (error !== undefined) this.onError(error);
  }

  /** How many follow at this moment. */
  get size(): number {
    return this.followers;
  }

  /** Stops following; sleepers are woken and find nothing more. */
  async close(): Promise<void> {
    this.ended = true;
    await Promise.all([this.rounds.end(), this.stopListening()]);
    this.wakeAll();
  }

  private wakeAll(): void {
    for (const wake of this.sleepers) wake();
  }

  private look(): void {
    if (this.followers > 0) this.rounds.ask(0);
  }

  private async read(): Promise<null> {
    while (!this.ended) {
      const batch = await readLog(this.db, this.upTo, BATCH);
      if (batch.upTo === this.upTo) break;
      this.append(batch);
    }
    return null;
  }

  private append({ entries, upTo }: LogBatch): void {
    this.recent.push(...entries);
    this.upTo = upTo;
    const surplus = this.recent.splice(0, Math.max(0, this.recent.length - RECENT));
    this.before = surplus.at(-1)?.seq ?? this.before;
    this.wakeAll();
  }
}
