import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { errorBudgetLeft } from '../../actions/sla/attainment.js';
import { secondsToDuration } from '../../compiler/values/duration.js';
import type { Context } from '../../context.js';
import { breachesAt } from '../../entities/reads/sla/breachChains.js';
import type { MaintenanceRow } from '../../entities/rows/sla/MaintenanceRow.js';
import type { OutputPortRow } from '../../entities/rows/products/OutputPortRow.js';
import { maintenanceAfter } from '../../entities/writes/sla.js';
import { Maintenance } from '../../schema/types/contracts/Maintenance.js';
import { ObjectiveReport, SlaReport } from '../../schema/types/contracts/SlaReport.js';
import { OutputPort } from '../../schema/types/products/OutputPort.js';
import { promisesOf } from '../fields/slaStatuses.js';

/** A report that is asked for: of which port, from then on, before then. */
export interface SlaReportSource {
  readonly port: OutputPortRow;
  readonly from: string;
  readonly to: string;
}

/** The mean of times in milliseconds, to the second; null where there are none. */
const meanOf = (times: readonly number[]): string | null =>
  times.length === 0
    ? null
    : secondsToDuration(Math.round(times.reduce((sum, each) => sum + each, 0) / times.length / 1000));

@Resolver(() => SlaReport)
export class SlaReportResolver {
  @FieldResolver(() => OutputPort, { description: 'Whose.' })
  port(@Root() { port }: SlaReportSource): OutputPortRow {
    return port;
  }

  @FieldResolver(() => [ObjectiveReport], { description: 'One an objective that the port promises now.' })
  async objectives(
    @Root() { port, from, to }: SlaReportSource,
    @Ctx() { db, loaders }: Context,
  ): Promise<ObjectiveReport[]> {
    const promised = port.sla ? promisesOf(port.sla) : [];
    const [breaches, attained] = await Promise.all([
      breachesAt(db, [port.fqn], { from, to }),
      Promise.all(
        promised.map(({ objective, metric, limit: target }) =>
          loaders.attainment.load({ portId: port.id, objective, metric, since: from, until: to, target }),
        ),
      ),
    ]);
    return promised.map(({ objective, metric, target, limit }, index) => {
      const attainment = attained[index] ?? null;
      const own = breaches.filter(
        (each) => each.objective === objective && each.metric === metric && each.openedAt < to,
      );
      const mended = own.flatMap(({ openedAt, resolvedAt }) =>
        resolvedAt !== null && resolvedAt < to ? [Date.parse(resolvedAt) - Date.parse(openedAt)] : [],
      );
      return {
        objective,
        metric,
        target,
        attainment,
        errorBudgetLeft: errorBudgetLeft(attainment, objective === 'freshness' ? 100 : limit),
        breaches: own.length,
        timeToRepair: meanOf(mended),
      };
    });
  }

  @FieldResolver(() => [Maintenance], {
    description: 'What of it was maintenance, and does not count; the earliest first.',
  })
  async maintenance(@Root() { port, from, to }: SlaReportSource, @Ctx() { db }: Context): Promise<MaintenanceRow[]> {
    return (await maintenanceAfter(db, [port.id], from)).filter((each) => each.from < to);
  }
}
