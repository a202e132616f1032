import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { errorBudgetLeft, type AttainmentQuestion } from '../../actions/sla/attainment.js';
import { windowBegin } from '../../actions/sla/judgeAll.js';
import type { Context } from '../../context.js';
import { Percentage } from '../../schema/scalars/Percentage.js';
import { SlaStatus } from '../../schema/types/contracts/SlaStatus.js';
import type { SlaStatusSource } from '../fields/slaStatuses.js';

/** What was attained of it in the days up to now. */
function lately(status: SlaStatusSource, { now, slaWindowDays }: Context): AttainmentQuestion {
  const until = now().toISOString();
  const { portId, objective, metric, limit: target } = status;
  return { portId, objective, metric, since: windowBegin(until, slaWindowDays), until, target };
}

@Resolver(() => SlaStatus)
export class SlaStatusResolver {
  @FieldResolver(() => Percentage, {
    nullable: true,
    description:
      'How far it was attained in the days up to now: 30, or `SLA_WINDOW_DAYS` (docs/sla.md, "Attainment"); null where nothing was observed.',
  })
  attainment(@Root() status: SlaStatusSource, @Ctx() context: Context): Promise<number | null> {
    return context.loaders.attainment.load(lately(status, context));
  }

  @FieldResolver(() => Percentage, {
    nullable: true,
    description: 'The share of what the target lets fail in these days that is left; null where nothing was observed.',
  })
  async errorBudgetLeft(@Root() status: SlaStatusSource, @Ctx() context: Context): Promise<number | null> {
    const attained = await context.loaders.attainment.load(lately(status, context));
    return errorBudgetLeft(attained, status.objective === 'freshness' ? 100 : status.limit);
  }
}
