import { tasks, type TaskInput, type TaskName, type TaskResult } from '../../compiler/tasks.js';
import type { OnStage } from '../../compiler/result.js';
import type { Compiling, Measured } from '../kit/needs.js';

/** Asks the compiler in this thread and takes its time. */
export function compileNow<K extends TaskName>(
  name: K,
  input: TaskInput<K>,
  onStage: OnStage = () => undefined,
): Measured<TaskResult<K>> {
  const task = tasks[name] as (input: TaskInput<K>, onStage: OnStage) => TaskResult<K>;
  const start = performance.now();
  const result = task(input, onStage);
  return { result, durationMs: performance.now() - start };
}

/** Compiles in this thread: all that a small product needs, and what tests do. */
export const compileHere: Compiling = async (name, input, onStage) => compileNow(name, input, onStage);
