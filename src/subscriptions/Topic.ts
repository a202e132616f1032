import type { LogEntry } from '../entities/log/eventLog.js';

/** What a subscriber asks of the log. */
export interface Topic<T> {
  /** Topics of the same key pick the same: who follow them live share one filter. */
  readonly key: string;
  /** What the subscriber gets of an entry; null where it is not for this one. */
  pick(entry: LogEntry): T | null;
}

/** What a topic picked, with its number in the log. */
export interface TopicEvent<T> {
  readonly seq: number;
  readonly value: T;
}

/** Hears what is committed while it listens. */
export interface TopicListener<T> {
  /** The next event comes once this resolves; it does not reject. */
  event(event: TopicEvent<T>): Promise<void>;
  /** Nothing more comes: the log is closed, or could not be read. */
  ended(): void;
}
