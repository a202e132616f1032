import { CronExpressionParser } from 'cron-parser';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.js';
import { DateTime } from '../../schema/scalars/DateTime.js';
import { Schedule } from '../../schema/types/products/Schedule.js';

@Resolver(() => Schedule)
export class ScheduleResolver {
  @FieldResolver(() => DateTime, { nullable: true, description: 'The next run from now; null where there is none.' })
  nextRun(@Root() { cron, timezone }: Schedule, @Ctx() context: Context): string | null {
    const runs = CronExpressionParser.parse(cron, { currentDate: context.now(), tz: timezone });
    return runs.hasNext() ? runs.next().toDate().toISOString() : null;
  }
}
