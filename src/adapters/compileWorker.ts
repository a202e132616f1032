import { parentPort } from 'node:worker_threads';
import { compileNow } from '../actions/compiling/compileHere.js';
import type { OnStage } from '../compiler/result.js';
import type { Job, Report } from './jobs.js';

/** A thread that compiles what it is sent, one thing after another. */
function serve(port: NonNullable<typeof parentPort>): void {
  const report = (said: Report): void => port.postMessage(said);
  port.on('message', ({ name, input, watched }: Job) => {
    try {
      const onStage: OnStage = (stage) => void (watched && report({ kind: 'stage', stage }));
      report({ kind: 'done', measured: compileNow(name, input, onStage) });
    } catch (error) {
      report({ kind: 'failed', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
}

if (parentPort) serve(parentPort);
