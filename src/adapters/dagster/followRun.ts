import { setTimeout as pause } from 'node:timers/promises';
import type { Dagster } from './Dagster.js';

/** How a run of Dagster stands, in the words of the catalog (`RunStatus`). */
export type DagsterRunStatus = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

const STATUSES: Readonly<Record<string, DagsterRunStatus>> = {
  QUEUED: 'QUEUED',
  NOT_STARTED: 'QUEUED',
  MANAGED: 'QUEUED',
  STARTING: 'QUEUED',
  STARTED: 'RUNNING',
  CANCELING: 'RUNNING',
  SUCCESS: 'SUCCEEDED',
  FAILURE: 'FAILED',
  CANCELED: 'CANCELLED',
};
const ENDED: readonly DagsterRunStatus[] = ['SUCCEEDED', 'FAILED', 'CANCELLED'];

/** One entry of the log of a run. */
export interface LogEntry {
  /** ISO 8601 UTC. */
  readonly at: string;
  /** CRITICAL, ERROR, WARNING, INFO or DEBUG. */
  readonly level: string;
  readonly step: string | null;
  /** Its event, such as STEP_SUCCESS; null of what the code of a step logs. */
  readonly event: string | null;
  readonly message: string;
}

/** What is told of a run while it is followed. */
export type Told =
  | { readonly kind: 'status'; readonly status: DagsterRunStatus }
  /** `cursor`: where to go on after this entry and those that were told with it. */
  | { readonly kind: 'log'; readonly entry: LogEntry; readonly cursor: string };

export interface Following {
  /** Goes on after this place in the log. */
  readonly after?: string;
  /** Between two looks, in milliseconds; a second where absent. */
  readonly everyMs?: number;
  readonly signal?: AbortSignal;
}

const LOOK = `query ($id: ID!, $after: String) {
  runOrError(runId: $id) { __typename ... on Run { status } ... on RunNotFoundError { message } ... on PythonError { message } }
  logsForRun(runId: $id, afterCursor: $after, limit: 500) {
    __typename
    ... on EventConnection { cursor hasMore events { ... on MessageEvent { timestamp level stepKey eventType message } } }
    ... on RunNotFoundError { message }
    ... on PythonError { message } } }`;

interface Event {
  /** Milliseconds since 1970, as text; times of runs are seconds, as numbers. */
  readonly timestamp?: string;
  readonly level?: string;
  readonly stepKey?: string | null;
  readonly eventType?: string | null;
  readonly message?: string;
}

interface Look {
  readonly runOrError: { readonly __typename: string; readonly status?: string; readonly message?: string };
  readonly logsForRun: {
    readonly __typename: string;
    readonly cursor?: string;
    readonly hasMore?: boolean;
    readonly events?: readonly Event[];
    readonly message?: string;
  };
}

const entryOf = ({ timestamp, level, stepKey, eventType, message }: Event): LogEntry => ({
  at: new Date(Number(timestamp)).toISOString(),
  level: level ?? 'INFO',
  step: stepKey ?? null,
  event: eventType ?? null,
  message: message ?? '',
});

/**
 * Tells the log of a run as it grows, and each change of how it stands; ends once it has ended and all of its log was told.
 * Throws SystemError NOT_FOUND, or what asking throws.
 */
export async function* followRun(
  dagster: Dagster,
  runId: string,
  { after, everyMs = 1_000, signal }: Following = {},
): AsyncGenerator<Told, DagsterRunStatus> {
  let cursor = after;
  let told: DagsterRunStatus | undefined;
  for (;;) {
    const { runOrError, logsForRun } = await dagster.read<Look>(LOOK, { id: runId, after: cursor ?? null }, signal);
    const status = STATUSES[runOrError.status ?? ''];
    if (!status || !logsForRun.events) {
      const { __typename: kind, message } = status ? logsForRun : runOrError;
      throw dagster.error(
        kind === 'RunNotFoundError' ? 'NOT_FOUND' : 'SYSTEM_FAILED',
        message ?? `it says of run ${runId}: ${runOrError.status ?? kind}`,
        'Look for the run in its web interface',
      );
    }
    cursor = logsForRun.cursor ?? cursor;
    for (const event of logsForRun.events)
      if (event.timestamp !== undefined) yield { kind: 'log', entry: entryOf(event), cursor: cursor ?? '' };
    if (logsForRun.hasMore === true) continue;
    if (status !== told) yield { kind: 'status', status };
    told = status;
    if (ENDED.includes(status)) return status;
    await pause(everyMs, undefined, { signal });
  }
}
