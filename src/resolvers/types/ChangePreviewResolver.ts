import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { renderPreview } from '../../compiler/compile.js';
import type { ConsumerHit } from '../../compiler/contracts/evolution.js';
import type { ChangePreview as Preview, DownstreamProduct } from '../../compiler/contracts/preview.js';
import type { Context } from '../../context.js';
import type { ContractRow } from '../../entities/rows/contracts/ContractRow.js';
import type { ProductRow } from '../../entities/rows/products/ProductRow.js';
import { JsonValue } from '../../schema/scalars/JsonValue.js';
import { SemVer } from '../../schema/scalars/SemVer.js';
import { ChangePreview, ConsumerImpact, DownstreamImpact } from '../../schema/types/contracts/ChangePreview.js';
import { DataContract } from '../../schema/types/contracts/DataContract.js';
import { DataProduct } from '../../schema/types/products/DataProduct.js';

@Resolver(() => ChangePreview)
export class ChangePreviewResolver {
  @FieldResolver(() => [ConsumerImpact], { description: 'Every consumer, in the order in which they came.' })
  consumers(@Root() { consumers }: Preview): readonly ConsumerHit[] {
    return consumers;
  }

  @FieldResolver(() => [DownstreamImpact], {
    description: 'Every product behind the consumers that are hit, nearest first.',
  })
  downstream(@Root() { downstream }: Preview): readonly DownstreamProduct[] {
    return downstream;
  }

  @FieldResolver(() => SemVer, { nullable: true, description: 'The version that the changes require; null: none.' })
  requiredVersion(@Root() { next }: Preview): string | null {
    return next;
  }

  @FieldResolver(() => Boolean, { description: 'Whether its notice would let it be published now.' })
  publishable(@Root() { hindrance }: Preview): boolean {
    return hindrance === null;
  }

  @FieldResolver(() => String, { description: 'All of it for a pull request.' })
  markdown(@Root() preview: Preview): string {
    return renderPreview(preview);
  }

  @FieldResolver(() => JsonValue, { description: 'All of it for a program.' })
  json(@Root() preview: Preview): unknown {
    return preview;
  }
}

@Resolver(() => ConsumerImpact)
export class ConsumerImpactResolver {
  @FieldResolver(() => DataContract, { description: 'The contract, as it stands.' })
  contract(@Root() { contract }: ConsumerHit, @Ctx() { loaders }: Context): Promise<ContractRow | null> {
    return loaders.contractByName.load(contract);
  }

  @FieldResolver(() => DataProduct, { description: 'Who consumes.' })
  consumer(@Root() { consumer }: ConsumerHit, @Ctx() { loaders }: Context): Promise<ProductRow | null> {
    return loaders.productByFqn.load(consumer);
  }
}

@Resolver(() => DownstreamImpact)
export class DownstreamImpactResolver {
  @FieldResolver(() => DataProduct, { description: 'The product.' })
  product(@Root() { product }: DownstreamProduct, @Ctx() { loaders }: Context): Promise<ProductRow | null> {
    return loaders.productByFqn.load(product);
  }
}
