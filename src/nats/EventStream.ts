import { readFileSync } from 'node:fs';
import { jetstream, jetstreamManager, JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';
import type { JetStreamClient, JetStreamManager, StreamInfo } from '@nats-io/jetstream';
import { connect, credsAuthenticator, type NatsConnection } from '@nats-io/transport-node';

/** Where events go. */
export interface NatsSettings {
  /** `nats://user:secret@one:4222,two:4222`, or with `tls://`. */
  readonly url: string;
  /** A file of credentials as `nsc` writes them; null where none are asked for. */
  readonly credentials: string | null;
  /** The name of the stream; it is made where it is not there. */
  readonly stream: string;
}

/** A message: an event under its subject, with its number in the log. */
export interface Outgoing {
  readonly seq: number;
  readonly subject: string;
  readonly body: string;
}

/** What all subjects begin with. */
const SUBJECTS = 'floe.>';
const MESSAGE_ID = 'Nats-Msg-Id';

const isMissing = (error: unknown): boolean =>
  error instanceof JetStreamApiError &&
  ([JetStreamApiCodes.StreamNotFound, JetStreamApiCodes.NoMessageFound] as number[]).includes(error.code);

/** What is asked for, or null where the server says that there is no such thing. */
const orNull = <T>(asked: Promise<T>): Promise<T | null> =>
  asked.catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });

/** Servers without what says who comes: the client takes that apart from them. */
function asOptions({ url, credentials }: NatsSettings) {
  const servers = url.split(',').map((each) => new URL(each.includes('://') ? each.trim() : `nats://${each.trim()}`));
  const named = servers.find(({ username }) => username !== '');
  const user = decodeURIComponent(named?.username ?? '');
  const pass = decodeURIComponent(named?.password ?? '');
  return {
    servers: servers.map(({ protocol, host }) => `${protocol}//${host}`),
    ...(servers.some(({ protocol }) => protocol === 'tls:') ? { tls: {} } : {}),
    ...(pass === '' ? (user === '' ? {} : { token: user }) : { user, pass }),
    ...(credentials === null ? {} : { authenticator: credsAuthenticator(readFileSync(credentials)) }),
  };
}

/**
 * A stream of JetStream with one writer at a time: every message says which one of the stream it comes after, so that what
 * a writer sends that was cut off, or is no longer the one, is refused and not stored a second time.
 */
export class EventStream {
  private constructor(
    private readonly connection: NatsConnection,
    private readonly manager: JetStreamManager,
    private readonly client: JetStreamClient,
    private readonly name: string,
    /** The number that the stream itself gave its last message. */
    private last: number,
    /** The number in the log of the last event that the stream was given; 0 for a stream that is new. */
    readonly position: number,
  ) {}

  /** Connects, makes the stream where there is none, and reads where it stands. Throws where any of it fails. */
  static async open(settings: NatsSettings, onGone: () => void): Promise<EventStream> {
    const connection = await connect({ ...asOptions(settings), name: 'floe-catalog', reconnect: false });
    try {
      void connection.closed().then(onGone);
      const manager = await jetstreamManager(connection);
      const { stream: name } = settings;
      const { state } =
        (await orNull(manager.streams.info(name))) ?? (await manager.streams.add({ name, subjects: [SUBJECTS] }));
      const position = await positionOf(manager, name, state);
      return new EventStream(connection, manager, jetstream(connection), name, state.last_seq, position);
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  /** Resolves once the stream has stored all of them, in order. Throws where it has not, perhaps after some of them. */
  async publish(events: readonly Outgoing[]): Promise<void> {
    const before = this.last;
    const published = await Promise.allSettled(
      events.map(({ seq, subject, body }, index) =>
        this.client.publish(subject, body, {
          msgID: String(seq),
          expect: { streamName: this.name, lastSequence: before + index },
        }),
      ),
    );
    const failed = published.find((each) => each.status === 'rejected');
    if (failed) throw failed.reason as Error;
    this.last = before + events.length;
    await this.mark(events.at(-1)?.seq ?? this.position);
  }

  /** Keeps the position beside the stream, which may forget its last message by its age. */
  private async mark(position: number): Promise<void> {
    const name = markOf(this.name);
    const kept = (): Promise<unknown> => this.client.publish(name, String(position));
    await kept().catch(async () => {
      await this.manager.streams.add({ name, subjects: [name], max_msgs: 1 });
      await kept();
    });
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}

/** The stream of one message that keeps the position of another, and its subject. */
const markOf = (name: string): string => `${name}_position`;

async function positionOf(manager: JetStreamManager, name: string, state: StreamInfo['state']): Promise<number> {
  if (state.last_seq === 0) return 0;
  const last = await orNull(manager.streams.getMessage(name, { last_by_subj: SUBJECTS }));
  const id = last?.header.get(MESSAGE_ID);
  if (id) return Number(id);
  const mark = markOf(name);
  const kept = await orNull(manager.streams.getMessage(mark, { last_by_subj: mark }));
  return Number(kept?.string() ?? 0);
}
