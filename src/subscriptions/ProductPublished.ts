import { Arg, Ctx, Resolver, Root, Subscription } from 'type-graphql';
import type { KeptProduct } from '../entities/rows/products/keptProduct.js';
import { DataProduct } from '../schema/types/products/DataProduct.js';
import { canonical } from './canonical.js';
import type { FollowingContext, Subscribing } from './FollowingContext.js';

interface Args {
  readonly domain?: string | null;
}

const follow = ({ args: { domain }, context }: Subscribing<Args>): Promise<AsyncIterable<KeptProduct>> =>
  context.tail.follow(null, {
    key: canonical(['productPublished', domain]),
    pick: (entry) =>
      entry.kind === 'product_published' && (domain == null || domain === entry.domain) ? entry.product : null,
  });

@Resolver()
export class ProductPublished {
  @Subscription(() => DataProduct, {
    subscribe: follow,
    description: 'Products as new versions of them are published, each as it stood in that version.',
  })
  productPublished(
    @Root() product: KeptProduct,
    @Arg('domain', () => String, { nullable: true, description: 'The name of a domain; all where not given.' })
    _domain: string | null,
    @Ctx() context: FollowingContext,
  ): KeptProduct {
    context.refresh();
    return product;
  }
}
