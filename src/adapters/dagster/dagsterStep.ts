import { hashOf } from '../steps/hashOf.js';
import type { Step } from '../steps/step.js';
import { SystemError } from '../system/SystemError.js';
import { Dagster, type DagsterSettings } from './Dagster.js';
import { endRun } from './endRun.js';
import { findJob, type JobWanted } from './findJob.js';
import { followRun, type DagsterRunStatus } from './followRun.js';
import { launchOnce } from './launchOnce.js';

/** A run of ours that Dagster carries out. */
export interface DagsterRun {
  readonly settings: DagsterSettings;
  readonly wanted: JobWanted;
  /** Our id of it, a UUID. */
  readonly runId: string;
  /** `sales.customer-360` */
  readonly product: string;
  /** Hears where the run can be looked at. */
  readonly onPage: (url: string) => Promise<void>;
  /** Between two looks, in milliseconds. */
  readonly everyMs?: number;
}

async function followed(
  dagster: Dagster,
  run: string,
  { everyMs }: DagsterRun,
  signal: AbortSignal,
  log: (line: string) => void,
): Promise<DagsterRunStatus> {
  const following = followRun(dagster, run, { signal, ...(everyMs !== undefined && { everyMs }) });
  for (;;) {
    const next = await following.next().catch((error: unknown) => {
      if (signal.aborted) return null;
      throw error;
    });
    if (next === null) {
      const why = await endRun(dagster, run);
      log(why === null ? 'asked Dagster to end it' : `it goes on there: ${why}`);
      return 'CANCELLED';
    }
    if (next.done === true) return next.value;
    const told = next.value;
    if (told.kind === 'status') log(`dagster: ${told.status.toLowerCase()}`);
    else log(`${told.entry.step ?? 'dagster'}: ${told.entry.message}`);
  }
}

/** A job of Dagster as a step: started once for the id of the run, found again where it was started before. */
export function dagsterStep(run: DagsterRun): Step {
  const { settings, wanted, runId, product } = run;
  return {
    name: `dagster ${wanted.job}`,
    plan: `launch job ${wanted.job} at ${settings.url}`,
    hash: hashOf('dagster', settings.url, wanted, runId),
    needs: [],
    run: async (signal, log) => {
      try {
        const dagster = new Dagster(settings);
        const selector = await findJob(dagster, wanted, signal);
        const launched = await launchOnce(dagster, { id: runId, selector, tags: { 'floe/product': product } }, signal);
        const page = `${settings.url.replace(/\/+$/, '')}/runs/${launched.runId}`;
        await run.onPage(page);
        log(launched.isNew ? `launched ${page}` : `goes on with ${page}`);
        const status = await followed(dagster, launched.runId, run, signal, log);
        const failed = status === 'SUCCEEDED' ? null : `the run of Dagster ${status.toLowerCase()}: ${page}`;
        return { failed, kept: { runId: launched.runId } };
      } catch (error) {
        if (error instanceof SystemError) return { failed: error.message, kept: null };
        throw error;
      }
    },
  };
}
