/** What can be wrong with a Dagster, or with what it is asked. */
export type DagsterErrorCode =
  | 'UNREACHABLE'
  | 'UNAUTHORIZED'
  | 'NOT_DAGSTER'
  | 'JOB_NOT_FOUND'
  | 'JOB_AMBIGUOUS'
  | 'LAUNCH_REFUSED'
  | 'RUN_NOT_FOUND'
  | 'FAILED';

/** Why a job was not run by Dagster, for people: what is wrong, and what to do about it. */
export class DagsterError extends Error {
  constructor(
    readonly code: DagsterErrorCode,
    readonly url: string,
    what: string,
    mend?: string,
  ) {
    super(`${url}: ${what}.${mend === undefined ? '' : ` ${mend}.`} (${code})`);
    this.name = 'DagsterError';
  }
}
