import { carryOut, isToDo } from '../../../adapters/deploy/deploy.js';
import { asJson, type Setting } from '../../catalog/Setting.js';
import { polarisOf, withSystem, type DeployOptions } from '../../deployment/asking.js';
import { planAsJson, printPlan } from '../../deployment/printPlan.js';

interface Options extends DeployOptions {
  readonly dryRun?: boolean;
  readonly prune?: boolean;
}

/**
 * `floe platform deploy`: makes what the catalog asks for in Polaris, after the plan is printed, and reads back whether it
 * stands. Throws Failure 1 where it does not, 2 where the catalog or Polaris cannot be asked.
 */
export async function platformDeploy(setting: Setting, { dryRun, prune = false, ...options }: Options): Promise<void> {
  const { terminal } = setting;
  await withSystem(async () => {
    const target = await polarisOf(setting, options);
    const plan = await target.plan({ prune });
    const toDo = plan.changes.filter(isToDo).length;
    if (!options.json) printPlan(terminal, plan);
    if (!dryRun) await carryOut(target, plan, { prune });
    const applied = dryRun ? 0 : toDo;
    if (options.json) terminal.out(asJson({ system: target.system, ...planAsJson(plan), applied }));
    else if (applied > 0) terminal.out(`Deployed to ${target.system}: ${applied} changes made and read back.`);
    else if (dryRun && toDo > 0) terminal.out('Nothing was written: --dry-run.');
  });
}
