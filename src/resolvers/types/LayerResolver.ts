import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { CompiledLayer } from '../../compiler/artifact.js';
import type { Context } from '../../context.js';
import type { NamespaceRow } from '../../entities/rows/platform/NamespaceRow.js';
import { layerForms } from '../../compiler/patterns/layerForms.js';
import { Layer } from '../../schema/types/platform/Layer.js';
import { LayerNamespace } from '../../schema/types/platform/LayerNamespace.js';

@Resolver(() => Layer)
export class LayerResolver {
  @FieldResolver(() => LayerNamespace, {
    nullable: true,
    description: 'Where its tables lie (`catalog_namespace`; ADR-0021, Layer-to-Namespace Mapping).',
  })
  namespace(@Root() layer: CompiledLayer, @Ctx() { loaders }: Context): Promise<NamespaceRow | null> {
    return loaders.namespaceByPath.load(layer.namespace);
  }
  @FieldResolver(() => [String], { description: 'All that the names of its models may begin with, `prefix` first.' })
  prefixes(@Root() layer: CompiledLayer): readonly string[] {
    return layerForms(layer).prefixes;
  }

  @FieldResolver(() => [String], { description: 'What the names of its models may end with instead: `_h`.' })
  suffixes(@Root() layer: CompiledLayer): readonly string[] {
    return layerForms(layer).suffixes;
  }

  @FieldResolver(() => [String], {
    description: 'Regular expressions of the names of its models (`data_architecture.layers.<layer>.pattern`).',
  })
  namePatterns(@Root() layer: CompiledLayer): readonly string[] {
    return layerForms(layer).patterns;
  }
}
