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
}
