import { standingGraph } from '../../entities/graph/StandingGraph.js';
import type { Queried, Reader } from '../../entities/database.js';
import type { Operation, Plans } from '../../planning/Plans.js';
import type { Check } from '../limits/Patience.js';

export interface PlanningParts {
  readonly plans: Plans;
  readonly db: Queried;
}

/** The data of a query by its plan, read from here for as long as that is allowed; null where the resolvers are to answer. */
export const answerPlanned = (
  { plans, db }: PlanningParts,
  asked: Operation,
  variables: Readonly<Record<string, unknown>>,
  { from, check }: { readonly from: Reader; readonly check: Check },
): Promise<object | null> => plans.answer(asked, variables, { db: from, check, lineage: standingGraph(db).now });
