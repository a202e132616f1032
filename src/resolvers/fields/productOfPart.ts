import type { Context } from '../../context.js';
import { productAt } from './keptVersions.js';
import type { ProductSource } from '../sources/sources.js';
import { worldOf } from '../world/world.js';
import type { Kept } from '../../entities/rows/products/keptProduct.js';

/** The product of a port or a model, in the version the part was taken from. */
export async function productOfPart(
  part: Kept & { readonly productId: number },
  context: Context,
): Promise<ProductSource | null> {
  const product = await worldOf(part, context).productById.load(part.productId);
  if (part.asOf) return product;
  return product && part.keptVersion ? productAt(context, product, part.keptVersion) : product;
}
