import { carryOut, isToDo } from '../../adapters/deploy/deploy.js';
import type { Change, Deployment } from '../../adapters/deploy/deployment.js';
import { asJson, type Setting } from '../catalog/Setting.js';
import { planAsJson, printPlan } from './printPlan.js';

export interface HowToDeploy {
  readonly dryRun?: boolean;
  readonly prune?: boolean;
  readonly json?: boolean;
}

/** Prints the plan of a system, carries it out and reads it back; `--dry-run` prints alone. Throws SystemError. */
export async function deployTo<C extends Change>(
  { terminal }: Setting,
  target: Deployment<C>,
  { dryRun, prune = false, json }: HowToDeploy,
): Promise<void> {
  const plan = await target.plan({ prune });
  const toDo = plan.changes.filter(isToDo).length;
  if (!json) printPlan(terminal, plan);
  if (!dryRun) await carryOut(target, plan, { prune });
  const applied = dryRun ? 0 : toDo;
  if (json) terminal.out(asJson({ system: target.system, ...planAsJson(plan), applied }));
  else if (applied > 0)
    terminal.out(
      `Deployed to ${target.system}: ${applied} ${applied === 1 ? 'change' : 'changes'} made and read back.`,
    );
  else if (dryRun && toDo > 0) terminal.out('Nothing was written: --dry-run.');
}
