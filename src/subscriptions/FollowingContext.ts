import type { Context } from '../context.js';
import type { EventTail } from './EventTail.js';
import type { ProgressHub } from './ProgressHub.js';

/** The context of an operation over WebSocket: that of a request, and the log to follow. */
export interface FollowingContext extends Context {
  readonly tail: EventTail;
  readonly progress: ProgressHub;
}

/** What type-graphql hands to `subscribe`. */
export interface Subscribing<Args> {
  readonly args: Args;
  readonly context: FollowingContext;
}
