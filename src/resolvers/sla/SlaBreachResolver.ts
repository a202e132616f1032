import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.js';
import type { OutputPortRow } from '../../entities/rows/products/OutputPortRow.js';
import type { SlaBreachRow } from '../../entities/rows/sla/SlaBreachRow.js';
import { ForwardPageArgs } from '../../schema/args/PageArgs.js';
import { DataContractConnection } from '../../schema/connections/connections.js';
import { encodeEventCursor } from '../../schema/eventCursor.js';
import { Cursor } from '../../schema/scalars/Cursor.js';
import { OutputPort } from '../../schema/types/products/OutputPort.js';
import { SlaBreach } from '../../schema/types/contracts/SlaBreach.js';
import { secondsToDuration } from '../../compiler/values/duration.js';
import { ContractAtRiskConnection } from '../../schema/connections/connections.js';
import { Duration } from '../../schema/scalars/Duration.js';
import { arrayPage } from '../paging/arrayPage.js';
import { connection } from '../paging/connection.js';
import { pageRange } from '../paging/pageRange.js';
import { affectedContracts } from '../readings/contracts.js';

@Resolver(() => SlaBreach)
export class SlaBreachResolver {
  @FieldResolver(() => Cursor, {
    description: 'The place of its last event in the feed, opened or resolved: `after` of `slaBreached` resumes there.',
  })
  cursor(@Root() breach: SlaBreachRow): string {
    return encodeEventCursor(breach.resolvedSeq ?? breach.openedSeq ?? 0);
  }

  @FieldResolver(() => OutputPort, { description: 'The port that missed it.' })
  port(@Root() breach: SlaBreachRow, @Ctx() { loaders }: Context): Promise<OutputPortRow | null> {
    return loaders.outputPortById.load(breach.portId);
  }

  @FieldResolver(() => DataContractConnection, {
    description: 'The contracts in force of that port, hence the consumers, that it hits.',
  })
  affected(
    @Root() breach: SlaBreachRow,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() { loaders }: Context,
  ): object {
    return affectedContracts.of({ id: breach.portId }, loaders, args);
  }

  @FieldResolver(() => Duration, {
    nullable: true,
    description: 'From its opening to its resolution; null while it is open.',
  })
  duration(@Root() { openedAt, resolvedAt }: SlaBreachRow): string | null {
    if (resolvedAt === null) return null;
    return secondsToDuration(Math.round((Date.parse(resolvedAt) - Date.parse(openedAt)) / 1000));
  }

  @FieldResolver(() => [SlaBreach], {
    description:
      'The breaches upstream, by lineage, that it follows from and that follow from none themselves; empty where it is its own cause.',
  })
  rootCauses(@Root() breach: SlaBreachRow, @Ctx() { loaders }: Context): Promise<SlaBreachRow[]> {
    return loaders.rootCauses.load(breach);
  }

  @FieldResolver(() => ContractAtRiskConnection, {
    description:
      'While it is open: the contracts downstream, through any number of ports, whose freshness it will break unless newer data comes; the soonest first.',
  })
  atRisk(
    @Root() breach: SlaBreachRow,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() { loaders }: Context,
  ): object {
    const range = pageRange(args);
    const all = () => loaders.contractsAtRisk.load(breach);
    return connection({ page: async () => arrayPage(await all(), range), count: async () => (await all()).length });
  }
}
