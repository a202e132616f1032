import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { CompiledLayer } from '../../compiler/artifact.js';
import type { Context } from '../../context.js';
import type { NamespaceRow } from '../../entities/rows/NamespaceRow.js';
import { Layer } from '../../schema/types/Layer.js';
import { LayerNamespace } from '../../schema/types/LayerNamespace.js';

@Resolver(() => Layer)
export class LayerResolver {
  @FieldResolver(() => LayerNamespace, {
    nullable: true,
    description: 'Where its tables lie (`catalog_namespace`; ADR-0021, Layer-to-Namespace Mapping).',
  })
  namespace(@Root() layer: CompiledLayer, @Ctx() { loaders }: Context): Promise<NamespaceRow | null> {
    return loaders.namespaceByPath.load(layer.namespace);
  }
}
