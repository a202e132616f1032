import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.js';
import type { ProductOrder } from '../../entities/reads/products.js';
import type { CompilationRow } from '../../entities/rows/platform/CompilationRow.js';
import type { OutputPortRow } from '../../entities/rows/products/OutputPortRow.js';
import { AS_OF } from '../../schema/args/asOf.js';
import { PageArgs } from '../../schema/args/PageArgs.js';
import { DataProductConnection } from '../../schema/connections/connections.js';
import { DataProductOrder } from '../../schema/enums/query.js';
import { decodeGlobalId } from '../../schema/globalId.js';
import { DataProductFilter } from '../../schema/inputs/filters.js';
import type { Tagged } from '../../schema/types/common/Node.js';
import { DateTime } from '../../schema/scalars/DateTime.js';
import { SemVer } from '../../schema/scalars/SemVer.js';
import { Compilation } from '../../schema/types/compilation/Compilation.js';
import { DataProduct } from '../../schema/types/products/DataProduct.js';
import { OutputPort } from '../../schema/types/products/OutputPort.js';
import { findNode } from '../fields/findNode.js';
import { productAt } from '../fields/keptVersions.js';
import { queryReadings } from '../readings/query.js';
import type { ProductSource } from '../sources/sources.js';
import { oneOf, worldAt } from '../world/world.js';

/** Products, their ports and compilations. */
@Resolver()
export class ProductQuery {
  @Query(() => DataProductConnection, { description: 'The products that are not retired.' })
  products(
    @Arg('filter', () => DataProductFilter, { nullable: true, description: 'All where not given.' })
    filter: DataProductFilter | null | undefined,
    @Arg('orderBy', () => DataProductOrder, { nullable: true, description: 'FQN_ASC where not given.' })
    orderBy: ProductOrder | null | undefined,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db }: Context,
  ): object {
    return queryReadings.products.of({ ...args, filter: filter ?? null, orderBy: orderBy ?? null }, db);
  }

  @Query(() => DataProduct, {
    nullable: true,
    description: 'The product of this fqn. A retired one is found only in a version that is named.',
  })
  async product(
    @Arg('fqn', () => String, { description: '`sales.customer-360`' }) fqn: string,
    @Arg('version', () => SemVer, { nullable: true, description: 'A kept version; the standing one where not given.' })
    version: string | null | undefined,
    @Arg('asOf', () => DateTime, AS_OF) asOf: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<ProductSource | null> {
    const row = await worldAt(oneOf(asOf, version), {}, context).productByFqn.load(fqn);
    if (row && version) return productAt(context, row, version);
    return queryReadings.product.standing(row);
  }

  @Query(() => OutputPort, { nullable: true, description: 'The output port of this fqn, as long as it stands.' })
  async outputPort(
    @Arg('fqn', () => String, { description: '`sales.customer-360.customers`' }) fqn: string,
    @Ctx() { loaders }: Context,
  ): Promise<OutputPortRow | null> {
    return queryReadings.outputPort.standing(await loaders.outputPortByFqn.load(fqn));
  }

  @Query(() => Compilation, { nullable: true, description: 'A recorded compilation.' })
  async compilation(
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
    @Ctx() context: Context,
  ): Promise<CompilationRow | Tagged | null> {
    const decoded = decodeGlobalId(id);
    return decoded?.type === 'Compilation' ? findNode(decoded, context) : null;
  }
}
