import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.js';
import type { ContractChangeRow } from '../../entities/rows/contracts/ContractChangeRow.js';
import type { ContractRow } from '../../entities/rows/contracts/ContractRow.js';
import type { OutputPortRow } from '../../entities/rows/products/OutputPortRow.js';
import { Cursor } from '../../schema/scalars/Cursor.js';
import { ContractChange } from '../../schema/types/contracts/ContractChange.js';
import { DataContract } from '../../schema/types/contracts/DataContract.js';
import { OutputPort } from '../../schema/types/products/OutputPort.js';
import { changeReadings } from '../readings/contracts.js';

@Resolver(() => ContractChange)
export class ContractChangeResolver {
  @FieldResolver(() => Cursor, {
    description: 'Its place in the feed: hand it back as `after` of `contractChanges` or `contractChanged` to resume.',
  })
  cursor(@Root() change: ContractChangeRow): string {
    return changeReadings.cursor.of(change, {});
  }

  @FieldResolver(() => DataContract, { description: 'The contract that changed, as it stands now.' })
  contract(@Root() change: ContractChangeRow, @Ctx() context: Context): Promise<ContractRow | null> {
    return changeReadings.contract.of(change, context);
  }

  @FieldResolver(() => OutputPort, { nullable: true, description: "The contract's output port, as it stands now." })
  port(@Root() change: ContractChangeRow, @Ctx() context: Context): Promise<OutputPortRow | null> {
    return changeReadings.port.of(change, context);
  }
}
