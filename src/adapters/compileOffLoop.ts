import { compileHere } from '../actions/compiling/compileHere.js';
import type { Compiling, Measured } from '../actions/kit/needs.js';
import type { TaskName } from '../compiler/tasks.js';
import { CompilePool } from './CompilePool.js';
import type { StartThread } from './CompileThread.js';
import { isLargerThan } from './isLargerThan.js';

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

/** Compiles what is small here, for it takes less than to send it; the rest in threads of their own. */
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
  const here = (input: unknown): boolean =>
    config.compileThreads === 0 || !isLargerThan(config.compileInlineKb * 1024, input);
  const measured =
    (isHere: (input: unknown) => boolean): Compiling =>
    async (name, input, onStage) => {
      const done = await (isHere(input) ? compileHere(name, input, onStage) : pool.run(name, input, onStage));
      onMeasured(name, done);
      return done;
    };
  return { pool, beside: measured(() => config.compileThreads === 0), compiling: measured(here) };
}
