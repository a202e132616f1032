import type { Dagster } from './Dagster.js';
import { SystemError, type SystemErrorCode } from '../system/SystemError.js';
import type { JobSelector } from './findJob.js';

/** After these nobody knows whether it was started. */
const UNCLEAR: readonly SystemErrorCode[] = ['UNREACHABLE', 'CUT_OFF', 'TIMED_OUT', 'SYSTEM_FAILED'];

/** Which of our runs a run of Dagster carries out. */
const RUN_TAG = 'floe/run';

export interface Launch {
  /** Our id of the run, a UUID: Dagster starts it once. */
  readonly id: string;
  readonly selector: JobSelector;
  /** Shown at the run, beside the tag with our id. */
  readonly tags?: Readonly<Record<string, string>>;
  /** The configuration of the job; none where absent. */
  readonly config?: Readonly<Record<string, unknown>>;
}

export interface Launched {
  /** Dagster's id of the run. */
  readonly runId: string;
  /** Whether it was launched just now; else it was there. */
  readonly isNew: boolean;
}

const FIND = `query ($filter: RunsFilter!) { runsOrError(filter: $filter, limit: 1) {
  __typename
  ... on Runs { results { runId } }
  ... on InvalidPipelineRunsFilterError { message }
  ... on PythonError { message } } }`;

// Three members of the union have no \`message\`; to ask them for one makes the document invalid.
const LAUNCH = `mutation ($params: ExecutionParams!) { launchRun(executionParams: $params) {
  __typename
  ... on LaunchRunSuccess { run { runId } }
  ... on RunConfigValidationInvalid { errors { message } }
  ... on InvalidStepError { invalidStepKey }
  ... on InvalidOutputError { stepKey invalidOutputName }
  ... on PipelineNotFoundError { message }
  ... on RunConflict { message }
  ... on UnauthorizedError { message }
  ... on PythonError { message }
  ... on InvalidSubsetError { message }
  ... on PresetNotFoundError { message }
  ... on ConflictingExecutionParamsError { message }
  ... on NoModeProvidedError { message } } }`;

interface Found {
  readonly runsOrError: {
    readonly __typename: string;
    readonly results?: readonly { readonly runId: string }[];
    readonly message?: string;
  };
}

interface Answered {
  readonly launchRun: {
    readonly __typename: string;
    readonly run?: { readonly runId: string };
    readonly errors?: readonly { readonly message: string }[];
    readonly message?: string;
    readonly invalidStepKey?: string;
    readonly stepKey?: string;
    readonly invalidOutputName?: string;
  };
}

/** The run of Dagster that carries out this one of ours; null where there is none. */
async function findRun(dagster: Dagster, id: string, signal?: AbortSignal): Promise<string | null> {
  const filter = { tags: [{ key: RUN_TAG, value: id }] };
  const { runsOrError: answer } = await dagster.read<Found>(FIND, { filter }, signal);
  if (!answer.results)
    throw dagster.error('SYSTEM_FAILED', `it lists no runs: ${answer.message ?? answer.__typename}`, 'Try again later');
  return answer.results[0]?.runId ?? null;
}

function refusal(dagster: Dagster, answer: Answered['launchRun']): SystemError {
  const { __typename: kind, errors, message, invalidStepKey, stepKey, invalidOutputName } = answer;
  const what =
    errors?.map((each) => each.message).join('; ') ??
    message ??
    (invalidStepKey === undefined ? `output ${invalidOutputName} of ${stepKey}` : `step ${invalidStepKey}`);
  if (kind === 'UnauthorizedError')
    return dagster.error('UNAUTHORIZED', what, 'Set DAGSTER_TOKEN to a token that may run jobs there');
  return dagster.error('REFUSED', `${kind}: ${what}`, 'Nothing was started');
}

async function launch(dagster: Dagster, { id, selector, tags = {}, config }: Launch, signal?: AbortSignal) {
  const executionMetadata = {
    runId: id,
    tags: [...Object.entries(tags), [RUN_TAG, id]].map(([key, value]) => ({ key, value })),
  };
  const params = { selector, runConfigData: config ?? {}, executionMetadata };
  return (await dagster.ask<Answered>(LAUNCH, { params }, signal)).launchRun;
}

/**
 * Starts a job, or finds the run that was started for this id: Dagster has no idempotency key, so ours is a tag of the run
 * and, for two who start it at once, the id that the run is to have. Where the answer is lost it looks whether the run is
 * there before it starts another. Throws SystemError.
 */
export async function launchOnce(dagster: Dagster, wanted: Launch, signal?: AbortSignal): Promise<Launched> {
  const found = await findRun(dagster, wanted.id, signal);
  if (found !== null) return { runId: found, isNew: false };
  let answer: Answered['launchRun'];
  try {
    answer = await launch(dagster, wanted, signal);
  } catch (error) {
    if (!(error instanceof SystemError) || !UNCLEAR.includes(error.code)) throw error;
    const started = await findRun(dagster, wanted.id, signal);
    if (started === null) throw error;
    return { runId: started, isNew: true };
  }
  if (answer.run) return { runId: answer.run.runId, isNew: true };
  const other = answer.__typename === 'RunConflict' ? await findRun(dagster, wanted.id, signal) : null;
  if (other === null) throw refusal(dagster, answer);
  return { runId: other, isNew: false };
}
