import type { ExecutionResult, OperationDefinitionNode } from 'graphql';
import type { Logger } from 'pino';
import type { Caller } from '../../actions/guard/Caller.js';
import type { Plans } from '../../planning/Plans.js';
import type { EventTail } from '../../subscriptions/EventTail.js';
import { Follower } from '../../subscriptions/Follower.js';
import type { FollowingContext } from '../../subscriptions/FollowingContext.js';
import { endedBy, executeEvent, Results } from '../executing/executor.js';
import type { RequestMeasures, Transport } from '../metrics/RequestMeasures.js';
import { presentResult } from '../executing/prepareOperation.js';
import { inScope, requestId } from '../request/requestScope.js';
import { Audience, type Member, type Shared } from './Audience.js';
import { CatchingUp } from './CatchingUp.js';
import { Payload, type Receiver, type Sending } from './Receiver.js';
import { Subscription, type Home } from './Subscription.js';
import type { SubscriptionArgs } from './SubscriptionArgs.js';

interface FanoutParts {
  readonly tail: EventTail;
  /** A new context; with the rights that are in the key of the audience. */
  readonly contextOf: (caller: Caller) => FollowingContext;
  readonly plans: Plans;
  readonly measures: RequestMeasures | null;
  readonly log: Logger;
}

/** Those who follow the event log at this moment, whatever way they came. */
export class Fanout implements Home {
  private readonly audiences = new Map<string, Audience>();

  constructor(private readonly parts: FanoutParts) {}

  /** Begins to tell a subscription of what its source gives; returns how it ends where nobody waits for it any more. */
  begin(source: AsyncIterable<unknown>, args: SubscriptionArgs, receiver: Receiver, caller: Caller): Sending {
    this.parts.measures?.subscribed(args.operation, receiver.transport, 1);
    if (!(source instanceof Follower)) return this.tellOf(source, args, receiver);
    const subscription = new Subscription(this, receiver, caller, this.catchingUp(source as Follower<unknown>, args));
    void subscription.run();
    return subscription;
  }

  /** Of a source that is not the event log nobody shares what it is told. */
  private tellOf(source: AsyncIterable<unknown>, args: SubscriptionArgs, receiver: Receiver): Sending {
    const results = new Results(source, args, () => this.ended(args.operation, receiver.transport));
    const take = async (result: ExecutionResult): Promise<void> => {
      receiver.send(new Payload(presentResult(result, this.parts.log)));
      await receiver.flushed();
    };
    void results.to(take).finally(() => receiver.complete());
    return results;
  }

  ended(operation: OperationDefinitionNode, transport: Transport): void {
    this.parts.measures?.subscribed(operation, transport, -1);
  }

  join({ follower, args }: CatchingUp, member: Member, caller: Caller): Audience {
    const { topic } = follower;
    const audience = this.audiences.get(args.audience) ?? this.gather({ topic, args }, caller);
    audience.add(member);
    this.parts.tail.keep();
    void follower.return(); // it is told by its audience now
    return audience;
  }

  leave(audience: Audience, member: Member): void {
    audience.remove(member);
    this.parts.tail.release();
  }

  behind({ topic, args }: Shared, caller: Caller, seen: number): CatchingUp {
    const { tail, contextOf } = this.parts;
    const follower = tail.from(seen, topic);
    tail.release();
    return this.catchingUp(follower, { ...args, contextValue: contextOf(caller) });
  }

  goOn(subscription: Subscription): void {
    void inScope(this.parts.log, requestId(undefined), () => subscription.run());
  }

  failed(error: unknown, cursor: string): object {
    return presentResult(endedBy(error, cursor), this.parts.log);
  }

  private catchingUp(follower: Follower<unknown>, args: SubscriptionArgs): CatchingUp {
    return new CatchingUp(follower, args, { answer: this.answer, planned: this.planned });
  }

  private readonly answer = async (args: SubscriptionArgs, event: unknown): Promise<object> =>
    presentResult(await executeEvent(args, event), this.parts.log);

  private readonly planned = (
    { document, operation, variableValues, contextValue }: SubscriptionArgs,
    events: readonly object[],
  ): Promise<readonly object[] | null> => {
    contextValue.refresh();
    return this.parts.plans.events({ document, operation }, variableValues ?? {}, contextValue, events);
  };

  private gather({ topic, args }: Shared, caller: Caller): Audience {
    const { audience: key } = args;
    const contextValue = this.parts.contextOf(caller);
    const shared = { ...args, contextValue };
    const audience = new Audience(
      { topic, args: shared },
      (event) => this.answer(shared, event),
      () => {
        stop();
        this.audiences.delete(key);
      },
    );
    const stop = this.parts.tail.listen(topic, audience);
    this.audiences.set(key, audience);
    return audience;
  }
}
