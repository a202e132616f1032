import type { Journal } from './Journal.js';
import type { EndedStep, Step } from './step.js';

export type StepStatus = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

/** What is told of a step as it goes; `again` says that it succeeded before and was not run. */
export interface StepEvent {
  readonly step: string;
  readonly status: StepStatus;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly message: string | null;
  readonly again: boolean;
}

/** Who hears how a run goes. */
export interface RunListener {
  onStep(event: StepEvent): Promise<void>;
  onLog(step: string, line: string): void;
}

const now = (): string => new Date().toISOString();

/**
 * Runs steps one after another, each kept in the journal as it ends; what succeeded before with the same hash is not run
 * again, what needs one that failed is left out. Whether all succeeded; null where it was cancelled. Throws what a step or
 * the journal throws: then the run may be gone on with.
 */
export async function runSteps(
  steps: readonly Step[],
  journal: Journal,
  listener: RunListener,
  signal: AbortSignal,
): Promise<boolean | null> {
  const done = new Map<string, EndedStep>();
  const failed = new Set<string>();
  for (const step of steps) {
    if (signal.aborted) return null;
    if (!step.always && step.needs.some((name) => failed.has(name))) {
      failed.add(step.name);
      continue;
    }
    const ended = await ran(step, { journal, listener, signal, done });
    if (!ended) return null;
    done.set(step.name, ended);
    if (ended.failed !== null) failed.add(step.name);
  }
  return failed.size === 0;
}

interface Around {
  readonly journal: Journal;
  readonly listener: RunListener;
  readonly signal: AbortSignal;
  readonly done: ReadonlyMap<string, EndedStep>;
}

async function ran(step: Step, { journal, listener, signal, done }: Around): Promise<EndedStep | null> {
  const { name, hash } = step;
  const tell = (status: StepStatus, at: string, message: string | null, again = false): Promise<void> =>
    listener.onStep({ step: name, status, at, message, again });
  const before = journal.step(name);
  if (!step.always && before?.hash === hash && before.failed === null) {
    // Of a run before this one nothing is told that was before this one.
    const within = (at: string): string => (at > journal.startedAt ? at : journal.startedAt);
    await tell('running', within(before.startedAt), null, true);
    await tell('succeeded', within(before.endedAt), null, true);
    return before;
  }
  const startedAt = now();
  await tell('running', startedAt, null);
  const result = await step.run(signal, (line) => listener.onLog(name, line), done);
  if (signal.aborted && result.failed !== null) {
    await tell('cancelled', now(), result.failed);
    return null;
  }
  const ended: EndedStep = { ...result, hash, startedAt, endedAt: now() };
  await journal.stepEnded(name, ended);
  await tell(ended.failed === null ? 'succeeded' : 'failed', ended.endedAt, ended.failed);
  return ended;
}
