import { SystemError } from '../system/SystemError.js';
import type { Change, Deployment, Plan, PlanOptions } from './deployment.js';

/** What there is to do about a change: FOREIGN is shown alone. */
export const isToDo = ({ kind }: Change): boolean => kind !== 'FOREIGN';

/**
 * Carries a plan out and reads back whether all of it stands. Throws SystemError NOT_AS_ASKED where something does not, and
 * what the system's answers throw.
 */
export async function carryOut<C extends Change>(
  target: Deployment<C>,
  { changes }: Plan<C>,
  options: PlanOptions,
): Promise<void> {
  const toDo = changes.filter(isToDo);
  if (toDo.length === 0) return;
  await target.apply(toDo);
  const left = (await target.plan(options)).changes.filter(isToDo);
  const [first] = left;
  if (!first) return;
  throw new SystemError({
    code: 'NOT_AS_ASKED',
    where: target.system,
    what: `${left.length} of ${toDo.length} changes do not stand after all were made, the first is ${first.path}`,
    mend: 'Look whether somebody else changes it too, then deploy again',
  });
}
