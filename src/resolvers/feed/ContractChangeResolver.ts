import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.js';
import type { ContractChangeRow } from '../../entities/rows/contracts/ContractChangeRow.js';
import type { ContractRow } from '../../entities/rows/contracts/ContractRow.js';
import type { OutputPortRow } from '../../entities/rows/products/OutputPortRow.js';
import { encodeEventCursor } from '../../schema/eventCursor.js';
import { Cursor } from '../../schema/scalars/Cursor.js';
import { ContractChange } from '../../schema/types/contracts/ContractChange.js';
import { DataContract } from '../../schema/types/contracts/DataContract.js';
import { OutputPort } from '../../schema/types/products/OutputPort.js';

@Resolver(() => ContractChange)
export class ContractChangeResolver {
  @FieldResolver(() => Cursor, {
    description: 'Its place in the feed: hand it back as `after` of `contractChanges` or `contractChanged` to resume.',
  })
  cursor(@Root() change: ContractChangeRow): string {
    return encodeEventCursor(change.seq);
  }

  @FieldResolver(() => DataContract, { description: 'The contract that changed, as it stands now.' })
  contract(@Root() change: ContractChangeRow, @Ctx() { loaders }: Context): Promise<ContractRow | null> {
    return loaders.contractById.load(change.contractId);
  }

  @FieldResolver(() => OutputPort, { nullable: true, description: "The contract's output port, as it stands now." })
  port(@Root() change: ContractChangeRow, @Ctx() { loaders }: Context): Promise<OutputPortRow | null> | null {
    return change.portId === null ? null : loaders.outputPortById.load(change.portId);
  }
}
