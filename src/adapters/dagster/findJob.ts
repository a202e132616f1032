import type { Dagster } from './Dagster.js';
import { distance } from 'fastest-levenshtein';

/** A job in a code location of Dagster, as it selects one. */
export interface JobSelector {
  readonly jobName: string;
  readonly repositoryName: string;
  readonly repositoryLocationName: string;
}

/** The job that is meant; the rest where more than one location has a job of that name. */
export interface JobWanted {
  readonly job: string;
  readonly repository?: string;
  readonly location?: string;
}

const JOBS = `query { repositoriesOrError {
  __typename
  ... on RepositoryConnection { nodes { name location { name } jobs { name } } }
  ... on PythonError { message } } }`;

interface Jobs {
  readonly repositoriesOrError: {
    readonly __typename: string;
    readonly nodes?: readonly {
      readonly name: string;
      readonly location: { readonly name: string };
      readonly jobs: readonly { readonly name: string }[];
    }[];
    readonly message?: string;
  };
}

const placeOf = ({ repositoryLocationName, repositoryName }: JobSelector): string =>
  `${repositoryLocationName}/${repositoryName}`;

/** Finds the one job that is meant. Throws SystemError NOT_FOUND with what may be meant, AMBIGUOUS with where it is. */
export async function findJob(dagster: Dagster, wanted: JobWanted, signal?: AbortSignal): Promise<JobSelector> {
  const { repositoriesOrError: answer } = await dagster.read<Jobs>(JOBS, {}, signal);
  if (!answer.nodes)
    throw dagster.error(
      'SYSTEM_FAILED',
      `it knows no code locations: ${answer.message ?? answer.__typename}`,
      'Look whether its code locations are loaded',
    );
  const all = answer.nodes.flatMap(({ name: repositoryName, location, jobs }): JobSelector[] =>
    jobs.map(({ name: jobName }) => ({ jobName, repositoryName, repositoryLocationName: location.name })),
  );
  const { job, repository, location } = wanted;
  const [found, another] = all.filter(
    (each) =>
      each.jobName === job &&
      (repository === undefined || each.repositoryName === repository) &&
      (location === undefined || each.repositoryLocationName === location),
  );
  if (found && another)
    throw dagster.error(
      'AMBIGUOUS',
      `a job "${job}" is in ${placeOf(found)} and in ${placeOf(another)}`,
      'Say which with DAGSTER_LOCATION and DAGSTER_REPOSITORY',
    );
  if (found) return found;
  const near = [...new Set(all.map(({ jobName }) => jobName))]
    .filter((name) => name !== '__ASSET_JOB')
    .sort((a, b) => distance(a, job) - distance(b, job))
    .slice(0, 3);
  throw dagster.error(
    'NOT_FOUND',
    `there is no job "${job}"${location === undefined ? '' : ` in ${location}`}`,
    near.length === 0
      ? 'No code location with jobs is loaded there'
      : `Did you mean ${near.join(' or ')}? --job names it`,
  );
}
