import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { unknownName } from '../../actions/kit/nearMatches.js';
import type { Context } from '../../context.js';
import { namesLike } from '../../entities/reads/search/namesLike.js';
import { CatalogError } from '../../errors.js';
import { DateTime } from '../../schema/scalars/DateTime.js';
import { SlaReport } from '../../schema/types/contracts/SlaReport.js';
import type { SlaReportSource } from './SlaReportResolver.js';

const MOST_DAYS = 366;
const DAY = 86_400_000;

/** Throws CatalogError BAD_USER_INPUT for what is no time, or too long a one. */
function mustBeTime(from: string, to: string): void {
  if (to <= from) throw new CatalogError('BAD_USER_INPUT', `A report from ${from} to ${to} has no time: to is later.`);
  if (Date.parse(to) - Date.parse(from) > MOST_DAYS * DAY)
    throw new CatalogError('BAD_USER_INPUT', `A report covers ${MOST_DAYS} days at most: ask for a year at a time.`);
}

/** What ports kept of their SLA. */
@Resolver()
export class SlaQuery {
  @Query(() => SlaReport, {
    description:
      'What an output port kept of its SLA in a time, held against what it promises now (NOT_FOUND, with near matches, where there is no such port).',
  })
  async slaReport(
    @Arg('port', () => String, { description: 'Its fqn.' }) fqn: string,
    @Arg('from', () => DateTime, { description: 'From then on.' }) from: string,
    @Arg('to', () => DateTime, { description: 'Before then, at most 366 days later.' }) to: string,
    @Ctx() context: Context,
  ): Promise<SlaReportSource> {
    mustBeTime(from, to);
    const port = await context.loaders.outputPortByFqn.load(fqn);
    if (!port) throw unknownName('output port', fqn, await namesLike(context.db, fqn, ['port']));
    const now = context.now().toISOString();
    return { port, from, to: to < now ? to : now };
  }
}
