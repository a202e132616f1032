import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { CompiledLayer } from '../../compiler/artifact.js';
import type { Context } from '../../context.js';
import { DataProduct } from '../../schema/types/products/DataProduct.js';
import { Layer } from '../../schema/types/platform/Layer.js';
import { Model } from '../../schema/types/products/Model.js';
import { productOfPart } from '../fields/productOfPart.js';
import type { ModelSource, ProductSource } from '../sources/sources.js';

@Resolver(() => Model)
export class ModelResolver {
  @FieldResolver(() => DataProduct, { description: 'Whose transforms hold it.' })
  product(@Root() model: ModelSource, @Ctx() context: Context): Promise<ProductSource | null> {
    return productOfPart(model, context);
  }

  @FieldResolver(() => Layer, {
    nullable: true,
    description: 'By its prefix or `meta.floe.layer`; null where it belongs to none.',
  })
  async layer(@Root() model: ModelSource, @Ctx() context: Context): Promise<CompiledLayer | null> {
    if (model.layer === null) return null;
    const product = await context.loaders.productById.load(model.productId);
    const domain = product && (await context.loaders.domainById.load(product.domainId));
    return domain?.layers.find((layer) => layer.name === model.layer) ?? null;
  }
}
