import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { called } from '../steps/called.js';
import { hashOf } from '../steps/hashOf.js';
import type { Step } from '../steps/step.js';

/** How dbt is called. */
export interface DbtRun {
  /** The folder of dbt_project.yml. */
  readonly folder: string;
  /** `--target`, of profiles.yml. */
  readonly target: string | null;
  /** `--profiles-dir` */
  readonly profiles: string | null;
  readonly isFull: boolean;
  /** `--vars`, as JSON. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The id of the run, for who looks into the warehouse's log. */
  readonly runId: string;
  /** The environment of this process. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The digest of what is built. */
  readonly made: string;
}

const PROGRAM = 'dbt';

/** The arguments of `dbt build`. */
function dbtArguments({ folder, target, profiles, isFull, variables }: DbtRun): string[] {
  return [
    'build',
    '--project-dir',
    folder,
    ...(profiles === null ? [] : ['--profiles-dir', profiles]),
    ...(target === null ? [] : ['--target', target]),
    ...(isFull ? ['--full-refresh'] : []),
    ...(Object.keys(variables).length === 0 ? [] : ['--vars', JSON.stringify(variables)]),
  ];
}

/** What dbt is to know beside its arguments: nothing is sent home, and artifacts lie in `target/`, where they are read. */
const environmentOf = ({ env, folder, runId }: DbtRun): NodeJS.ProcessEnv => ({
  ...env,
  DBT_SEND_ANONYMOUS_USAGE_STATS: 'false',
  DBT_TARGET_PATH: path.resolve(folder, 'target'),
  DBT_WRITE_JSON: 'true',
  FLOE_RUN_ID: runId,
});

/** Whether dbt wrote results since then: what lies there of another run is not told again. */
async function hasResultsSince(folder: string, startedAt: number): Promise<boolean> {
  try {
    const results = JSON.parse(await readFile(path.join(folder, 'target', 'run_results.json'), 'utf8')) as {
      readonly metadata?: { readonly generated_at?: string };
    };
    return Date.parse(results.metadata?.generated_at ?? '') >= startedAt;
  } catch {
    return false;
  }
}

/** What is kept of a build by dbt. */
export interface Built {
  /** There are artifacts of it to be told of. */
  readonly hasResults: boolean;
}

export const DBT_STEP = 'dbt build';

/** `dbt build` as a step: dbt itself says which of the models it made. */
export function dbtStep(run: DbtRun): Step {
  const { isFull, variables, target, made, folder } = run;
  return {
    name: DBT_STEP,
    plan: `${PROGRAM} ${dbtArguments(run).join(' ')}`,
    hash: hashOf('dbt', { isFull, variables, target, made }),
    needs: [],
    run: async (signal, log) => {
      // dbt tells times to the microsecond; what it began in the same millisecond is its own.
      const startedAt = Date.now() - 1;
      const code = await called(
        { program: PROGRAM, parameters: dbtArguments(run), env: environmentOf(run) },
        signal,
        log,
      );
      const kept: Built = { hasResults: await hasResultsSince(folder, startedAt) };
      return { failed: code === 0 ? null : `dbt build ended with ${code}: what it said is above.`, kept };
    },
  };
}
