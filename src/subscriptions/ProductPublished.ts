import { Arg, Ctx, Resolver, Root, Subscription } from 'type-graphql';
import type { ProductRow } from '../entities/rows/ProductRow.js';
import { DataProduct } from '../schema/types/DataProduct.js';
import type { FollowingContext, Subscribing } from './FollowingContext.js';

interface Args {
  readonly domain?: string | null;
}

const follow = ({ args: { domain }, context }: Subscribing<Args>): Promise<AsyncIterable<ProductRow>> =>
  context.tail.follow(null, (entry) =>
    entry.kind === 'product_published' && (domain == null || domain === entry.domain) ? entry.product : null,
  );

@Resolver()
export class ProductPublished {
  @Subscription(() => DataProduct, {
    subscribe: follow,
    description: 'Products as new versions of them are published, of one domain (name) or of all.',
  })
  productPublished(
    @Root() product: ProductRow,
    @Arg('domain', () => String, { nullable: true, description: 'The name of a domain; all where not given.' })
    _domain: string | null,
    @Ctx() context: FollowingContext,
  ): ProductRow {
    context.refresh();
    return product;
  }
}
