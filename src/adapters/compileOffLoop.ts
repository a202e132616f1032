import { compileHere } from '../actions/compiling/compileHere.js';
import type { Compiling, Measured } from '../actions/kit/needs.js';
import type { TaskName } from '../compiler/tasks.js';
import { CompilePool } from './CompilePool.js';
import type { StartThread } from './CompileThread.js';
import { lengthWithin } from './lengthWithin.js';
import { Turns } from './Turns.js';

export interface CompileConfig {
  readonly compileThreads: number;
  readonly compileInlineKb: number;
  readonly compileMemoryMb: number;
  readonly compileLimitSeconds: number;
}

export interface OffLoop {
  readonly compiling: Compiling;
  /** In threads of their own, also what is small: for many at once. */
  readonly beside: Compiling;
  readonly pool: CompilePool;
}

/**
 * Compiles what is small here, for it takes less than to send it, in one turn of the event loop as much as one that is small
 * may have; the rest in threads of their own.
 */
export function compileOffLoop(
  config: CompileConfig,
  startThread: StartThread,
  onCrash: (error: Error) => void,
  onMeasured: (task: TaskName, measured: Measured<unknown>) => void = () => undefined,
): OffLoop {
  const pool = new CompilePool({
    size: config.compileThreads,
    limitSeconds: config.compileLimitSeconds,
    onCrash,
    start: () => startThread({ maxOldGenerationSizeMb: config.compileMemoryMb }),
  });
  const inline = config.compileInlineKb * 1024;
  const turns = new Turns(inline);
  /** How much of it is compiled here; null: it is for a thread. */
  const here = (input: unknown): number | null => lengthWithin(config.compileThreads === 0 ? Infinity : inline, input);
  const measured =
    (lengthHere: (input: unknown) => number | null): Compiling =>
    async (name, input, onStage) => {
      const length = lengthHere(input);
      if (length !== null) await turns.of(length);
      const done = await (length === null ? pool.run(name, input, onStage) : compileHere(name, input, onStage));
      onMeasured(name, done);
      return done;
    };
  return {
    pool,
    beside: measured((input) => (config.compileThreads === 0 ? here(input) : null)),
    compiling: measured(here),
  };
}
