import type { Measured } from '../actions/kit/needs.js';
import type { Stage } from '../compiler/result.js';
import type { TaskInput, TaskName, TaskResult } from '../compiler/tasks.js';

/** What is sent to a thread that compiles. */
export interface Job {
  readonly name: TaskName;
  readonly input: TaskInput<TaskName>;
  /** Whether its stages are to be told as they end. */
  readonly watched: boolean;
}

/** What it says. */
export type Report =
  | { readonly kind: 'stage'; readonly stage: Stage }
  | { readonly kind: 'done'; readonly measured: Measured<TaskResult<TaskName>> }
  | { readonly kind: 'failed'; readonly stack: string };
