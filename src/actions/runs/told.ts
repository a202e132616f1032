import type { RunRow, RunStatus } from '../../entities/rows/runs/RunRow.js';
import type { RunStepRow } from '../../entities/rows/runs/RunStepRow.js';
import type { Keyed } from '../kit/productRequest.js';

/** What is told of a run, or of one of its steps. */
export interface Told {
  readonly status: RunStatus;
  /** ISO 8601 UTC: when it was so. */
  readonly at: string;
  readonly message: string | null;
  readonly externalUrl: string | null;
}

export interface RunRequest extends Keyed, Told {
  /** fqn of the product. */
  readonly product: string;
  /** The id that whoever runs it gives it. */
  readonly runId: string;
  /** Of which step it is told; null: of the run itself. */
  readonly step: string | null;
}

/** A run, or a step, that has no id yet. */
type New<T> = Omit<T, 'id'>;

const RANKS: Readonly<Record<RunStatus, number>> = { queued: 0, running: 1, succeeded: 2, failed: 2, cancelled: 2 };

/** Whether nothing comes behind it. */
export const isEnding = (status: RunStatus): boolean => RANKS[status] === RANKS.succeeded;

const earlier = (one: string | null, other: string): string => (one !== null && one < other ? one : other);

/** A run as it stands, or as it begins with what is told of it; of a step, that it is under way. */
function begun(known: New<RunRow> | undefined, told: Told, of: Pick<RunRow, 'productId' | 'key'>): New<RunRow> {
  const { at, externalUrl } = told;
  if (known)
    return { ...known, startedAt: earlier(known.startedAt, at), externalUrl: externalUrl ?? known.externalUrl };
  return { ...of, status: 'queued', startedAt: at, endedAt: null, endedBy: null, message: null, externalUrl };
}

const further = (run: New<RunRow>, status: RunStatus): RunStatus =>
  RANKS[status] > RANKS[run.status] ? status : run.status;

/**
 * A run with what is told of it, in whatever order that comes: it goes on from queued to running to its end, never back,
 * and began at the earliest instant told. An end is kept as it was told first.
 */
export function runWith(
  known: New<RunRow> | undefined,
  told: Told,
  of: Pick<RunRow, 'productId' | 'key'>,
  actor: string | null,
): New<RunRow> {
  const run = begun(known, told, of);
  if (run.endedAt !== null) return run;
  const message = told.message ?? run.message;
  const status = further(run, told.status);
  return isEnding(status) ? { ...run, status, message, endedAt: told.at, endedBy: actor } : { ...run, status, message };
}

/** A run of which a step is told: it is under way where the step is, and goes on where it has not ended. */
export function runWithStep(
  known: New<RunRow> | undefined,
  told: Told,
  of: Pick<RunRow, 'productId' | 'key'>,
): New<RunRow> {
  const run = begun(known, told, of);
  return { ...run, status: further(run, told.status === 'queued' ? 'queued' : 'running') };
}

/** A step with what is told of it: the latest by its own time says how it stands, so that it may be tried again. */
export function stepWith(
  known: New<RunStepRow> | undefined,
  { status, at, message }: Told,
  of: Pick<RunStepRow, 'runId' | 'name'>,
): New<RunStepRow> {
  const began = status === 'queued' ? null : at;
  const startedAt = began === null ? (known?.startedAt ?? null) : earlier(known?.startedAt ?? null, began);
  const isLater = !known || at > known.at || (at === known.at && RANKS[status] > RANKS[known.status]);
  if (!isLater) return { ...known, startedAt };
  return { ...of, status, at, startedAt, endedAt: isEnding(status) ? at : null, message };
}
