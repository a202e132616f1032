import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { CompiledOwner } from '../../compiler/artifact.js';
import type { Context } from '../../context.js';
import type { AnnouncementRow } from '../../entities/rows/contracts/AnnouncementRow.js';
import type { CompilationRow } from '../../entities/rows/platform/CompilationRow.js';
import type { DomainRow } from '../../entities/rows/platform/DomainRow.js';
import { ProductFormat } from '../../schema/enums/contracts.js';
import { Announcement } from '../../schema/types/contracts/Announcement.js';
import { Compilation } from '../../schema/types/compilation/Compilation.js';
import { DataProduct } from '../../schema/types/products/DataProduct.js';
import { Domain } from '../../schema/types/platform/Domain.js';
import { InputPort } from '../../schema/types/products/InputPort.js';
import { OutputPort } from '../../schema/types/products/OutputPort.js';
import { Owner } from '../../schema/types/common/Owner.js';
import { ForwardPageArgs } from '../../schema/args/PageArgs.js';
import { ModelConnection } from '../../schema/connections/connections.js';
import { arrayPage } from '../paging/arrayPage.js';
import { connection } from '../paging/connection.js';
import { keptInputPorts, keptModels } from '../past/keptParts.js';
import { outputPortsOf } from '../fields/outputPortsOf.js';
import { pageRange } from '../paging/pageRange.js';
import type { InputPortSource, OutputPortSource, ProductSource } from '../sources/sources.js';
import { productReadings } from '../readings/products.js';
import { worldOf } from '../world/world.js';

/** What a product is made of; its relations to others are in ProductRelationsResolver. */
@Resolver(() => DataProduct)
export class DataProductResolver {
  @FieldResolver(() => Domain, { description: 'The domain that owns it.' })
  domain(@Root() product: ProductSource, @Ctx() context: Context): Promise<DomainRow | null> {
    return productReadings.domain.of(product, context);
  }

  @FieldResolver(() => Owner, { description: 'The team that answers for it.' })
  ownership(@Root() product: ProductSource): CompiledOwner {
    return productReadings.ownership.of(product, {});
  }

  @FieldResolver(() => [OutputPort], { description: 'What it exposes, in the order of the document.' })
  outputPorts(@Root() product: ProductSource, @Ctx() context: Context): Promise<OutputPortSource[]> {
    return outputPortsOf(product, context);
  }

  @FieldResolver(() => [InputPort], { description: 'What it consumes, in the order of the document.' })
  inputPorts(@Root() product: ProductSource, @Ctx() context: Context): Promise<InputPortSource[]> | InputPortSource[] {
    return product.compiled ? keptInputPorts(product) : productReadings.inputPorts.of(product, context);
  }

  @FieldResolver(() => ModelConnection, { description: 'Its dbt models, by name.' })
  models(
    @Root() product: ProductSource,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() { loaders }: Context,
  ): object {
    if (!product.compiled) return productReadings.models.of(product, loaders, args);
    const range = pageRange(args);
    const models = keptModels(product);
    return connection({ page: async () => arrayPage(models, range), count: async () => models.length });
  }

  @FieldResolver(() => Announcement, {
    nullable: true,
    description: 'The version that is announced and neither published nor withdrawn.',
  })
  announcement(@Root() product: ProductSource, @Ctx() context: Context): Promise<AnnouncementRow | null> {
    return worldOf(product, context).announcementOfProduct.load(product.id);
  }

  @FieldResolver(() => Compilation, {
    nullable: true,
    description:
      "The last recorded compilation of the product, whether it was published or not; of a kept version, that version's own.",
  })
  latestCompilation(@Root() product: ProductSource, @Ctx() context: Context): Promise<CompilationRow | null> {
    const loaders = worldOf(product, context);
    if (product.compiled && !product.asOf) return loaders.compilationById.load(product.compilationId);
    return loaders.latestCompilation.load(product.fqn);
  }

  @FieldResolver(() => String, {
    description: 'data-product.yaml as it was published, or as a document of the Open Data Product Standard.',
  })
  source(
    @Root() product: ProductSource,
    @Arg('format', () => ProductFormat, { nullable: true, defaultValue: 'floe', description: 'The spelling.' })
    format: 'floe' | 'odps' | null,
    @Ctx() { compiling }: Context,
  ): Promise<string> | string {
    if (format !== 'odps') return productReadings.source.of(product, {});
    const { fqn, file: path, source: content } = product;
    return compiling('productDocument', { fqn, document: { path, content } }).then(({ result }) => result);
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether its documents and the columns of its models are not shown to you: `READ_POLICY=grants`, and one of its output ports is not granted to you (docs/authorization.md).',
  })
  async detailsHidden(@Root() { fqn }: ProductSource, @Ctx() { sight }: Context): Promise<boolean> {
    return sight !== null && !(await sight.product(fqn)).allowed;
  }
}
