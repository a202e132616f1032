import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { CompiledLayer } from '../../compiler/artifact.js';
import type { Context } from '../../context.js';
import type { DomainRow } from '../../entities/rows/platform/DomainRow.js';
import type { GrantRow } from '../../entities/rows/platform/GrantRow.js';
import type { NamespaceRow } from '../../entities/rows/platform/NamespaceRow.js';
import { ForwardPageArgs } from '../../schema/args/PageArgs.js';
import { TableConnection } from '../../schema/connections/connections.js';
import { Domain } from '../../schema/types/platform/Domain.js';
import { Grant } from '../../schema/types/platform/Grant.js';
import { Layer } from '../../schema/types/platform/Layer.js';
import { LayerNamespace } from '../../schema/types/platform/LayerNamespace.js';
import { namespaceReadings } from '../readings/platform.js';

@Resolver(() => LayerNamespace)
export class LayerNamespaceResolver {
  @FieldResolver(() => Domain, {
    nullable: true,
    description: 'Whose part of the catalog it is; null for what the enterprise shares.',
  })
  domain(@Root() row: NamespaceRow, @Ctx() context: Context): Promise<DomainRow | null> {
    return namespaceReadings.domain.of(row, context);
  }

  @FieldResolver(() => Layer, { nullable: true, description: 'The layer whose tables it holds; null for a root.' })
  async layer(@Root() row: NamespaceRow, @Ctx() context: Context): Promise<CompiledLayer | null> {
    const domain = row.layer === null ? null : await namespaceReadings.domain.of(row, context);
    return domain?.layers.find((layer) => layer.name === row.layer) ?? null;
  }

  @FieldResolver(() => LayerNamespace, { nullable: true, description: 'What it lies in; null for a root.' })
  parent(@Root() row: NamespaceRow, @Ctx() context: Context): Promise<NamespaceRow | null> {
    return namespaceReadings.parent.of(row, context);
  }

  @FieldResolver(() => [LayerNamespace], { description: 'What lies in it, by path.' })
  children(@Root() row: NamespaceRow, @Ctx() context: Context): Promise<NamespaceRow[]> {
    return namespaceReadings.children.of(row, context);
  }

  @FieldResolver(() => [Grant], {
    description:
      "Who may do what here: `catalog_structure.namespaces`, and the implied READ_WRITE of the domain's pipelines (decision 11).",
  })
  grants(@Root() row: NamespaceRow, @Ctx() context: Context): Promise<GrantRow[]> {
    return namespaceReadings.grants.of(row, context);
  }

  @FieldResolver(() => TableConnection, { description: 'Its tables by name.' })
  tables(
    @Root() row: NamespaceRow,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() { loaders }: Context,
  ): object {
    return namespaceReadings.tables.of(row, loaders, args);
  }
}
