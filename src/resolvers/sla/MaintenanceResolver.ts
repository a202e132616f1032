import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.js';
import type { OutputPortRow } from '../../entities/rows/products/OutputPortRow.js';
import type { MaintenanceRow } from '../../entities/rows/sla/MaintenanceRow.js';
import { Maintenance } from '../../schema/types/contracts/Maintenance.js';
import { OutputPort } from '../../schema/types/products/OutputPort.js';

@Resolver(() => Maintenance)
export class MaintenanceResolver {
  @FieldResolver(() => OutputPort, { description: 'The port that is worked on.' })
  port(@Root() { portId }: MaintenanceRow, @Ctx() { loaders }: Context): Promise<OutputPortRow | null> {
    return loaders.outputPortById.load(portId);
  }
}
