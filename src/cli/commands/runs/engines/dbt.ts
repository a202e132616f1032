import path from 'node:path';
import type { Built } from '../../../../adapters/dbt/dbtStep.js';
import type { Step } from '../../../../adapters/steps/step.js';
import { documentsFor } from '../../../project/loadProject.js';
import { mustBeAccepted } from '../../../report/compilation.js';
import { handOver } from '../../sla/ingestDbt.js';
import type { Engine, Running } from './engine.js';
import { ingestionSteps } from './ingestion.js';

/** The folder of dbt_project.yml: the product's, or one below it. */
function dbtFolder({ folder, project }: Running): string {
  const [file] = project.files
    .map((each) => each.path)
    .filter((each) => /(^|\/)dbt_project\.ya?ml$/.test(each))
    .sort((a, b) => a.length - b.length);
  return file === undefined ? folder : path.join(folder, path.dirname(file));
}

/** dbt, with what tools bring in before it. Throws EngineError where it is not installed. */
export async function dbt(running: Running): Promise<Engine> {
  const { setting, options, project, variables, runnable } = running;
  const { dbtStep, DBT_STEP } = await import('../../../../adapters/dbt/dbtStep.js');
  const { hashOf } = await import('../../../../adapters/steps/hashOf.js');
  const { mustBeInstalled } = await import('../../../../adapters/dbt/isInstalled.js');
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
    steps: async ({ id, batch, isTold }) => {
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
      const brought = await ingestionSteps(running, { id, batch });
      const built = {
        ...build,
        needs: brought.map(({ name }) => name),
        hash: hashOf(
          build.hash,
          brought.map(({ hash }) => hash),
        ),
      };
      return isTold ? [...brought, built, ingest] : [...brought, built];
    },
    close: () => undefined,
  };
}
