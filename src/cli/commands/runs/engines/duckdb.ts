import path from 'node:path';
import { databaseIn } from '../../../../adapters/duckdb/databaseIn.js';
import type { Step } from '../../../../adapters/steps/step.js';
import type { RunPlan } from '../../../../compiler/run/plan.js';
import { mustBeAccepted, type UserErrorAnswer } from '../../../report/compilation.js';
import { Failure } from '../../../terminal/Failure.js';
import type { Engine, Running } from './engine.js';

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

/**
 * DuckDB, in this process. Throws Failure 1 for what does not run there, and where DuckDB is not approved for the domain;
 * EngineError where it is not installed.
 */
export async function duckdb(running: Running): Promise<Engine> {
  const { approved } = running.runnable;
  if (approved && !approved.includes('duckdb'))
    throw new Failure(1, `duckdb is no compute that is approved here (${approved.join(', ')}): dbt runs it there.`);
  const plan = planOf(running);
  const { setting, folder, options, targetDir } = running;
  const file = options.database ?? databaseIn(targetDir, running.runnable.namespace);
  const { Warehouse } = await import('../../../../adapters/duckdb/Warehouse.js');
  const { duckdbSteps } = await import('../../../../adapters/duckdb/duckdbSteps.js');
  const { observationsOf } = await import('../../../../adapters/duckdb/observations.js');
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
