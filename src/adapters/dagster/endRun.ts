import type { Dagster } from './Dagster.js';

const END = `mutation ($id: String!) { terminateRun(runId: $id, terminatePolicy: SAFE_TERMINATE) {
  __typename
  ... on TerminateRunFailure { message }
  ... on RunNotFoundError { message }
  ... on UnauthorizedError { message }
  ... on PythonError { message } } }`;

interface Answered {
  readonly terminateRun: { readonly __typename: string; readonly message?: string };
}

/** Asks Dagster to end a run. Gives why it does not; null where it does. Throws SystemError. */
export async function endRun(dagster: Dagster, runId: string): Promise<string | null> {
  const { terminateRun: answer } = await dagster.read<Answered>(END, { id: runId });
  return answer.__typename === 'TerminateRunSuccess' ? null : (answer.message ?? answer.__typename);
}
