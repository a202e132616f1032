import type { EndedStage } from '../terminal/ProgressBar.js';
import type { Format } from './formats.js';
import type { Terminal } from '../terminal/Terminal.js';

/** Runs a compilation with a bar on stderr where that is a terminal and people read the answer; else without. */
export async function withProgress<T>(
  { progressTo }: Terminal,
  format: Format,
  compile: (onStage: ((stage: EndedStage) => void) | null) => Promise<T> | T,
): Promise<T> {
  if (!progressTo || format !== 'console') return compile(null);
  const { ProgressBar } = await import('../terminal/ProgressBar.js');
  const bar = new ProgressBar(progressTo);
  try {
    return await compile((stage) => bar.ended(stage));
  } finally {
    bar.stop();
  }
}
