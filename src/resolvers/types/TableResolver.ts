import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.js';
import type { ModelRow } from '../../entities/rows/products/ModelRow.js';
import type { NamespaceRow } from '../../entities/rows/platform/NamespaceRow.js';
import type { OutputPortRow } from '../../entities/rows/products/OutputPortRow.js';
import type { TableRow } from '../../entities/rows/products/TableRow.js';
import { LayerNamespace } from '../../schema/types/platform/LayerNamespace.js';
import { Model } from '../../schema/types/products/Model.js';
import { OutputPort } from '../../schema/types/products/OutputPort.js';
import { Table } from '../../schema/types/products/Table.js';
import { tableReadings } from '../readings/platform.js';

@Resolver(() => Table)
export class TableResolver {
  @FieldResolver(() => LayerNamespace, { description: 'Where it lies.' })
  namespace(@Root() table: TableRow, @Ctx() context: Context): Promise<NamespaceRow | null> {
    return tableReadings.namespace.of(table, context);
  }

  @FieldResolver(() => OutputPort, { nullable: true, description: 'The output port that offers it, if one does.' })
  port(@Root() table: TableRow, @Ctx() context: Context): Promise<OutputPortRow | null> {
    return tableReadings.port.of(table, context);
  }

  @FieldResolver(() => Model, { nullable: true, description: 'The model that writes it, if one is known.' })
  model(@Root() table: TableRow, @Ctx() context: Context): Promise<ModelRow | null> {
    return tableReadings.model.of(table, context);
  }
}
