import path from 'node:path';
import type { Built } from '../../../adapters/dbt/dbtStep.js';
import type { Step } from '../../../adapters/steps/step.js';
import type { Runnable } from '../../../compiler/run/compileForRun.js';
import type { RunPlan } from '../../../compiler/run/plan.js';
import type { Setting } from '../../catalog/Setting.js';
import { documentsFor, type Project } from '../../project/loadProject.js';
import { mustBeAccepted, type UserErrorAnswer } from '../../report/compilation.js';
import { Failure } from '../../terminal/Failure.js';
import { handOver } from '../sla/ingestDbt.js';

export const ENGINES = ['duckdb', 'dbt'] as const;
export type EngineName = (typeof ENGINES)[number];

export interface RunOptions {
  readonly engine?: EngineName;
  readonly environment?: string;
  readonly offline?: boolean;
  readonly context?: string;
  readonly vars?: string;
  readonly fullRefresh?: boolean;
  readonly fresh?: boolean;
  readonly targetDir?: string;
  readonly database?: string;
  readonly profilesDir?: string;
  readonly target?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** A product that is about to be run. */
export interface Running {
  readonly setting: Setting;
  readonly folder: string;
  readonly project: Project;
  readonly runnable: Runnable;
  readonly options: RunOptions;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Where what is known of runs lies. */
  readonly targetDir: string;
}

/** What does the work of a run, and what holds it. */
export interface Engine {
  readonly name: EngineName;
  /** Where it puts what it makes, for people. */
  readonly where: string;
  /** The steps of the run of this id; with the last, that tells the catalog, where there is one to tell. */
  steps(run: { readonly id: string; readonly batch: string; readonly isTold: boolean }): Promise<Step[]>;
  close(): void;
}

/** The plan of a run as SQL. Throws Failure 1 with each place that is not run here. */
function planOf({ setting, folder, runnable }: Running): RunPlan {
  const plan = runnable.plan();
  if (!plan) throw new Failure(1, 'it does not compile.');
  for (const { message, location } of plan.refusals)
    setting.terminal.err(`${path.join(folder, location.file)}:${location.line}:${location.column}: error: ${message}`);
  if (plan.refusals.length > 0) throw new Failure(1, `${plan.refusals.length} things of it do not run on DuckDB.`);
  return plan;
}

const OBSERVE = `mutation Observe($input: RecordObservationsInput!) {
  recordObservations(input: $input) { accepted userErrors { code path message } } }`;

interface Recorded {
  readonly recordObservations: { readonly accepted: number; readonly userErrors: readonly UserErrorAnswer[] };
}

/** The file of DuckDB: called as the domain's namespace, so that `sales.gold.customers` names a table in it. */
const databaseOf = ({ options, targetDir, runnable }: Running): string =>
  options.database ?? path.join(targetDir, `${(runnable.namespace ?? 'warehouse').replace(/\W+/g, '_')}.duckdb`);

async function duckdb(running: Running): Promise<Engine> {
  const plan = planOf(running);
  const { setting, folder, options, targetDir } = running;
  const file = databaseOf(running);
  const { Warehouse } = await import('../../../adapters/duckdb/Warehouse.js');
  const { duckdbSteps } = await import('../../../adapters/duckdb/duckdbSteps.js');
  const { observationsOf } = await import('../../../adapters/duckdb/observations.js');
  const warehouse = await Warehouse.open(file);
  const observe = (batch: string): Step => ({
    name: 'observe',
    plan: 'tell the catalog what was seen of the output ports',
    hash: '',
    needs: [],
    always: true,
    run: async (_signal, _log, done) => {
      const observations = observationsOf(plan.models, done, batch);
      if (observations.length === 0) return { failed: null, kept: null };
      const { recordObservations } = await setting.client.ask<Recorded>(OBSERVE, { input: { observations } });
      mustBeAccepted(recordObservations.userErrors);
      return { failed: null, kept: recordObservations.accepted };
    },
  });
  return {
    name: 'duckdb',
    where: file,
    steps: async ({ batch, isTold }) => {
      const isFull = options.fullRefresh === true;
      const steps = await duckdbSteps({ warehouse, plan, folder, target: targetDir, batch, isFull });
      return isTold ? [...steps, observe(batch)] : steps;
    },
    close: () => warehouse.close(),
  };
}

/** The folder of dbt_project.yml: the product's, or one below it. */
function dbtFolder({ folder, project }: Running): string {
  const [file] = project.files
    .map((each) => each.path)
    .filter((each) => /(^|\/)dbt_project\.ya?ml$/.test(each))
    .sort((a, b) => a.length - b.length);
  return file === undefined ? folder : path.join(folder, path.dirname(file));
}

async function dbt(running: Running): Promise<Engine> {
  const { setting, options, project, variables, runnable } = running;
  const { dbtStep, DBT_STEP } = await import('../../../adapters/dbt/dbtStep.js');
  const { hashOf } = await import('../../../adapters/steps/hashOf.js');
  const { mustBeInstalled } = await import('../../../adapters/dbt/isInstalled.js');
  await mustBeInstalled(setting.env);
  const folder = dbtFolder(running);
  const ingest: Step = {
    name: 'observe',
    plan: "hand dbt's artifacts to the catalog",
    hash: '',
    needs: [],
    always: true,
    run: async (_signal, log, done) => {
      const built = done.get(DBT_STEP)?.kept as Built | undefined;
      if (!built?.hasResults) return { failed: null, kept: null };
      const answer = await handOver(setting.client, folder, runnable.result.subject);
      mustBeAccepted(answer.userErrors);
      if (answer.unmatched.length > 0) log(`no table of the catalog: ${answer.unmatched.join(', ')}`);
      return { failed: null, kept: answer.observations };
    },
  };
  return {
    name: 'dbt',
    where: `the target ${options.target ?? 'of profiles.yml'}`,
    steps: async ({ id, isTold }) => {
      const build = dbtStep({
        folder,
        target: options.target ?? null,
        profiles: options.profilesDir ?? null,
        isFull: options.fullRefresh === true,
        variables,
        runId: id,
        env: setting.env,
        made: hashOf(documentsFor(project)),
      });
      return isTold ? [build, ingest] : [build];
    },
    close: () => undefined,
  };
}

/**
 * What runs the product: what is asked for, else DuckDB where the effective manifest says `plugins.compute.type: duckdb`,
 * else dbt. Throws Failure 1 for what does not run there, EngineError where it cannot be had.
 */
export async function engineFor(running: Running): Promise<Engine> {
  const { options, runnable } = running;
  const { compute, approved } = runnable;
  const name = options.engine ?? (compute === 'duckdb' ? 'duckdb' : 'dbt');
  if (name === 'dbt') return dbt(running);
  if (approved && !approved.includes(name))
    throw new Failure(1, `duckdb is no compute that is approved here (${approved.join(', ')}): dbt runs it there.`);
  return duckdb(running);
}
