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

@Resolver(() => Table)
export class TableResolver {
  @FieldResolver(() => LayerNamespace, { description: 'Where it lies.' })
  namespace(@Root() table: TableRow, @Ctx() { loaders }: Context): Promise<NamespaceRow | null> {
    return loaders.namespaceById.load(table.namespaceId);
  }

  @FieldResolver(() => OutputPort, { nullable: true, description: 'The output port that offers it, if one does.' })
  port(@Root() table: TableRow, @Ctx() { loaders }: Context): Promise<OutputPortRow | null> | null {
    return table.portId === null ? null : loaders.outputPortById.load(table.portId);
  }

  @FieldResolver(() => Model, { nullable: true, description: 'The model that writes it, if one is known.' })
  model(@Root() table: TableRow, @Ctx() { loaders }: Context): Promise<ModelRow | null> | null {
    return table.modelId === null ? null : loaders.modelById.load(table.modelId);
  }
}
