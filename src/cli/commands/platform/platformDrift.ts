import { asJson, type Setting } from '../../catalog/Setting.js';
import { polarisOf, withSystem, type DeployOptions } from '../../deployment/asking.js';
import { planAsJson, printPlan } from '../../deployment/printPlan.js';
import { Failure } from '../../terminal/Failure.js';

/**
 * `floe platform drift`: what Polaris holds otherwise than the catalog asks for. Throws Failure 1 where there is some, 2
 * where the catalog or Polaris cannot be asked.
 */
export async function platformDrift(setting: Setting, options: DeployOptions): Promise<void> {
  const { terminal } = setting;
  const { system, plan } = await withSystem(async () => {
    const target = await polarisOf(setting, options);
    return { system: target.system, plan: await target.plan({ prune: false }) };
  });
  if (options.json) terminal.out(asJson({ system, ...planAsJson(plan) }));
  else printPlan(terminal, plan);
  const { length } = plan.changes;
  if (length > 0)
    throw new Failure(1, `${system} differs from the catalog in ${length} ${length === 1 ? 'place' : 'places'}.`);
}
