import type { ExecutionArgs, OperationDefinitionNode } from 'graphql';
import type { FollowingContext } from '../../subscriptions/FollowingContext.js';

/** A subscription: what is to be executed, and for whom. */
export interface SubscriptionArgs extends ExecutionArgs {
  readonly contextValue: FollowingContext;
  /** Who has the same key is told the same of an event. */
  readonly audience: string;
  readonly operation: OperationDefinitionNode;
}
