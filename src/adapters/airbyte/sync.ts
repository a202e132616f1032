import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { SystemError } from '../system/SystemError.js';
import { AirbyteRefusal, type Airbyte } from './Airbyte.js';
import { allOf } from './lists.js';

const job = z.object({
  jobId: z.number(),
  status: z.enum(['pending', 'running', 'incomplete', 'failed', 'succeeded', 'cancelled']),
  startTime: z.string().optional(),
  lastUpdatedAt: z.string().optional(),
  bytesSynced: z.number().optional(),
  rowsSynced: z.number().optional(),
});

/** A sync of a connection, as Airbyte has it. */
export type AirbyteJob = z.infer<typeof job>;

/** `incomplete`: an attempt failed, and another one follows. */
const UNDER_WAY: readonly AirbyteJob['status'][] = ['pending', 'running', 'incomplete'];

/** The sync of a connection that is under way; null where there is none. */
async function underWay(airbyte: Airbyte, connectionId: string): Promise<AirbyteJob | null> {
  const jobs = await allOf(airbyte, job, '/jobs', { connectionId, jobType: 'sync' });
  return jobs.find(({ status }) => UNDER_WAY.includes(status)) ?? null;
}

/**
 * Starts a sync, or joins the one that is under way: Airbyte runs one at a time for a connection. Where the answer is lost it
 * looks whether it was started before it says so. Throws SystemError.
 */
export async function startSync(
  airbyte: Airbyte,
  connectionId: string,
): Promise<{ readonly jobId: number; readonly isNew: boolean }> {
  const running = await underWay(airbyte, connectionId);
  if (running) return { jobId: running.jobId, isNew: false };
  try {
    const { jobId } = await airbyte.make(job.pick({ jobId: true }), '/jobs', { connectionId, jobType: 'sync' });
    return { jobId, isNew: true };
  } catch (error) {
    const isTaken = error instanceof AirbyteRefusal && error.status === 409;
    if (!isTaken && (!(error instanceof SystemError) || error.code === 'REFUSED')) throw error;
    const started = await underWay(airbyte, connectionId);
    if (!started) throw error;
    return { jobId: started.jobId, isNew: !isTaken };
  }
}

/** Asks Airbyte to end a sync. Throws SystemError. */
const endSync = (airbyte: Airbyte, jobId: number): Promise<AirbyteJob> => airbyte.end(job, `/jobs/${jobId}`);

/**
 * Waits for the end of a sync and tells each change of it. Gives the job as it ended: succeeded, failed or cancelled; asks
 * Airbyte to end it where the signal is aborted. Throws SystemError NOT_FOUND for a job that is gone, and what asking throws.
 */
export async function followSync(
  airbyte: Airbyte,
  jobId: number,
  told: (job: AirbyteJob) => void,
  { everyMs = 5_000, signal }: { readonly everyMs?: number; readonly signal?: AbortSignal } = {},
): Promise<AirbyteJob> {
  let last = '';
  for (;;) {
    const now = await airbyte.read(job, `/jobs/${jobId}`);
    const { status, rowsSynced, bytesSynced } = now;
    const state = JSON.stringify([status, rowsSynced, bytesSynced]);
    if (state !== last) told(now);
    last = state;
    if (!UNDER_WAY.includes(status)) return now;
    if (signal?.aborted) return endSync(airbyte, jobId);
    await pause(everyMs, undefined, { signal }).catch(() => undefined); // aborted: looked at once more
  }
}
