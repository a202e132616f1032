import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.js';
import { AS_OF } from '../../schema/args/asOf.js';
import { ForwardPageArgs } from '../../schema/args/PageArgs.js';
import {
  DataContractConnection,
  DataProductConnection,
  DataProductVersionConnection,
} from '../../schema/connections/connections.js';
import { ContractRole } from '../../schema/enums/contracts.js';
import { DateTime } from '../../schema/scalars/DateTime.js';
import { DataProduct } from '../../schema/types/products/DataProduct.js';
import { productReadings } from '../readings/products.js';
import type { ProductSource } from '../sources/sources.js';
import { worldAt, worldOf } from '../world/world.js';

/** Whom a product deals with, and its history. */
@Resolver(() => DataProduct)
export class ProductRelationsResolver {
  @FieldResolver(() => DataProductConnection, {
    description:
      'The other products that consume one of its output ports, each once, in the order in which they began (decision 14).',
  })
  consumers(
    @Root() product: ProductSource,
    @Arg('asOf', () => DateTime, AS_OF) asOf: string | null | undefined,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() context: Context,
  ): object {
    return productReadings.consumers.of(product, worldAt(asOf, product, context), args);
  }

  @FieldResolver(() => DataProductConnection, {
    description: 'The other products whose output ports it consumes, each once, in the order in which it began.',
  })
  providers(
    @Root() product: ProductSource,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() context: Context,
  ): object {
    return productReadings.providers.of(product, worldOf(product, context), args);
  }

  @FieldResolver(() => DataContractConnection, {
    description: 'The contracts it is an end of, ended ones too, in the order in which they were established.',
  })
  contracts(
    @Root() product: ProductSource,
    @Arg('role', () => ContractRole, { nullable: true, description: 'Which end it is; either where not given.' })
    role: 'provider' | 'consumer' | null | undefined,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() context: Context,
  ): object {
    return productReadings.contracts.of(product, worldOf(product, context), { ...args, role: role ?? null });
  }

  @FieldResolver(() => DataProductVersionConnection, {
    description: 'Every version ever published, the highest first.',
  })
  versions(
    @Root() product: ProductSource,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() context: Context,
  ): object {
    return productReadings.versions.of(product, worldOf(product, context), args);
  }
}
