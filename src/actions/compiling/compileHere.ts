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
  const stagesMs: Record<string, number> = {};
  const start = performance.now();
  let ended = start;
  const result = task(input, (stage) => {
    const now = performance.now();
    stagesMs[stage.title] = now - ended;
    ended = now;
    onStage(stage);
  });
  return { result, durationMs: performance.now() - start, stagesMs };
}

/** Compiles in this thread: all that a small product needs, and what tests do. */
export const compileHere: Compiling = async (name, input, onStage) => compileNow(name, input, onStage);
