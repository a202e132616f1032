import { Follower, type Log } from './Follower.js';
import type { Topic, TopicEvent, TopicListener } from './Topic.js';

/** One topic followed live for all who share it: an entry of the log is filtered once, whoever listens. */
class Feed<T> {
  private readonly listeners = new Set<TopicListener<T>>();
  private readonly follower: Follower<TopicEvent<T>>;

  constructor(
    log: Log,
    topic: Topic<T>,
    private readonly onEnd: () => void,
  ) {
    const { key, pick } = topic;
    const numbered: Topic<TopicEvent<T>> = {
      key,
      pick: (entry) => {
        const value = pick(entry);
        return value === null ? null : { seq: entry.seq, value };
      },
    };
    // The listeners are counted themselves, and tell themselves of a log that cannot be read.
    this.follower = new Follower(log, log.head, numbered, () => undefined);
  }

  async run(): Promise<void> {
    try {
      for await (const event of this.follower)
        await Promise.all([...this.listeners].map((listener) => listener.event(event)));
    } catch {
      // Each listener reads for itself, and meets the error where it stands.
    }
    this.onEnd();
    for (const listener of this.listeners) listener.ended();
  }

  add(listener: TopicListener<T>): void {
    this.listeners.add(listener);
  }

  async remove(listener: TopicListener<T>): Promise<void> {
    this.listeners.delete(listener);
    if (this.listeners.size > 0) return;
    this.onEnd();
    await this.follower.return();
  }
}

/** The topics that are followed live at this moment. */
export class Feeds {
  private readonly feeds = new Map<string, Feed<unknown>>();

  constructor(private readonly log: Log) {}

  /** Tells the listener what is appended to the log from now on, perhaps also something before. Returns how to stop. */
  listen(topic: Topic<unknown>, listener: TopicListener<unknown>): () => void {
    const feed = this.feeds.get(topic.key) ?? this.begin(topic);
    feed.add(listener);
    return () => void feed.remove(listener);
  }

  private begin(topic: Topic<unknown>): Feed<unknown> {
    const feed: Feed<unknown> = new Feed(this.log, topic, () => {
      if (this.feeds.get(topic.key) === feed) this.feeds.delete(topic.key);
    });
    this.feeds.set(topic.key, feed);
    void feed.run();
    return feed;
  }
}
