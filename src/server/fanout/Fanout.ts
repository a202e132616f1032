import type { ExecutionArgs, OperationDefinitionNode } from 'graphql';
import { Follower } from '../../subscriptions/Follower.js';
import type { FollowingContext } from '../../subscriptions/FollowingContext.js';
import type { Caller } from '../../actions/guard/Caller.js';
import type { SocketSession } from '../request/SocketSession.js';
import type { Topic } from '../../subscriptions/Topic.js';
import type { OpenSpan } from '../../telemetry/Tracing.js';
import { Audience, type Member } from './Audience.js';
import { OwnEvents } from './OwnEvents.js';
import { payloadOf, type Receiver } from './Receiver.js';

/** A subscription over a socket: what is to be executed, and for whom. */
export interface SubscriptionArgs extends ExecutionArgs {
  /** Who has the same key is told the same of an event. */
  readonly audience: string;
  readonly receiver: Receiver;
  readonly session: SocketSession;
  readonly operation: OperationDefinitionNode;
  /** When it was asked for, by `performance.now()`. */
  readonly started: number;
  readonly cost: number;
  /** What it is traced as; null where nothing is. */
  readonly span: OpenSpan | null;
}

interface FanoutParts {
  /** A new context; with the rights that are in the key of the audience. */
  readonly contextOf: (caller: Caller) => FollowingContext;
  /** Executes an event; the result as a client gets it. */
  readonly answer: (args: ExecutionArgs, event: unknown) => Promise<object>;
  /** The data of each of these events, where a plan gives it. */
  readonly planned: (args: SubscriptionArgs, events: readonly object[]) => Promise<readonly object[] | null>;
}

/** The audiences of this moment. */
export class Fanout {
  private readonly audiences = new Map<string, Audience>();

  constructor(private readonly parts: FanoutParts) {}

  /** The events that a subscription has to execute for itself: none while it is live, where it follows the event log. */
  ownEvents(source: AsyncIterable<unknown>, args: SubscriptionArgs): AsyncIterator<unknown> {
    if (!(source instanceof Follower)) return source[Symbol.asyncIterator]();
    const follower = source as Follower<unknown>;
    const own = new OwnEvents(follower, args.receiver, {
      join: (member) => this.join(args, follower.topic, member),
      planned: (events) => this.planned(args, events),
    });
    args.session.follow(own);
    return own;
  }

  private async planned(args: SubscriptionArgs, events: readonly unknown[]): Promise<readonly Buffer[] | null> {
    const told = await this.parts.planned(args, events as readonly object[]);
    return told && told.map((data) => payloadOf({ data }));
  }

  private join(args: SubscriptionArgs, topic: Topic<unknown>, member: Member): () => void {
    const audience = this.audiences.get(args.audience) ?? this.gather(args, topic);
    audience.add(member);
    return () => audience.remove(member);
  }

  private gather(args: SubscriptionArgs, topic: Topic<unknown>): Audience {
    const { contextOf, answer } = this.parts;
    const contextValue = contextOf(args.session.caller);
    const shared: ExecutionArgs = { ...args, contextValue };
    const payload = async (event: unknown): Promise<Buffer> => payloadOf(await answer(shared, event));
    const audience = new Audience(payload, () => {
      stop();
      this.audiences.delete(args.audience);
    });
    const stop = contextValue.tail.listen(topic, audience);
    this.audiences.set(args.audience, audience);
    return audience;
  }
}
