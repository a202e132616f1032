import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { usedOf } from '../../compiler/contracts/usage.js';
import type { Context } from '../../context.js';
import type { ContractRow } from '../../entities/rows/contracts/ContractRow.js';
import type { OutputPortRow } from '../../entities/rows/products/OutputPortRow.js';
import { DataContract } from '../../schema/types/contracts/DataContract.js';
import { DataProduct } from '../../schema/types/products/DataProduct.js';
import { InputPort } from '../../schema/types/products/InputPort.js';
import { DataProductSource, InputSource } from '../../schema/types/products/InputSource.js';
import { OutputPort } from '../../schema/types/products/OutputPort.js';
import { inputPortReadings } from '../readings/ports.js';
import { productOfPart } from '../fields/productOfPart.js';
import type { InputPortSource, ProductSource } from '../sources/sources.js';
import { worldOf } from '../world/world.js';

/** The output port a data-product source names, as long as it stands. */
async function providerOf(port: InputPortSource, context: Context): Promise<OutputPortRow | null> {
  const loaders = worldOf(port, context);
  if (port.providerPortId !== null) return loaders.outputPortById.load(port.providerPortId);
  if (!(port.keptVersion || port.asOf) || port.ref === null) return null;
  const named = await loaders.outputPortByFqn.load(port.ref);
  return named?.removedAt === null ? named : null;
}

@Resolver(() => InputPort)
export class InputPortResolver {
  @FieldResolver(() => DataProduct, { description: 'The product that consumes.' })
  product(@Root() port: InputPortSource, @Ctx() context: Context): Promise<ProductSource | null> {
    return productOfPart(port, context);
  }

  @FieldResolver(() => InputSource, { description: 'Where it reads from.' })
  source(@Root() port: InputPortSource): object {
    return Object.assign({ inputPort: port }, inputPortReadings.source.of(port, {}));
  }

  @FieldResolver(() => DataContract, {
    nullable: true,
    description: 'For a data-product source, the contract with its provider; null while that is unpublished.',
  })
  async contract(@Root() port: InputPortSource, @Ctx() context: Context): Promise<ContractRow | null> {
    const provider = await providerOf(port, context);
    if (!provider) return null;
    return worldOf(port, context).contractOfPair.load({ portId: provider.id, consumerId: port.productId });
  }
}

@Resolver(() => DataProductSource)
export class DataProductSourceResolver {
  @FieldResolver(() => [String], {
    nullable: true,
    description:
      'The columns of the port that the product uses; null where that is not known: then all (docs/usage.md).',
  })
  async columns(
    @Root() { inputPort }: { inputPort: InputPortSource },
    @Ctx() context: Context,
  ): Promise<readonly string[] | null> {
    const { columns: names, columnsOrigin: origin } = inputPort;
    const provider = names && (await providerOf(inputPort, context));
    return provider ? usedOf(provider.columns, { names, origin }) : names;
  }

  @FieldResolver(() => OutputPort, {
    nullable: true,
    description: 'The port itself; null while the provider is unpublished.',
  })
  port(@Root() { inputPort }: { inputPort: InputPortSource }, @Ctx() context: Context): Promise<OutputPortRow | null> {
    return providerOf(inputPort, context);
  }
}
