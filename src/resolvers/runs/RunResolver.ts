import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.js';
import type { ProductRow } from '../../entities/rows/products/ProductRow.js';
import type { RunRow } from '../../entities/rows/runs/RunRow.js';
import type { RunStepRow } from '../../entities/rows/runs/RunStepRow.js';
import { DataProduct } from '../../schema/types/products/DataProduct.js';
import { Run, RunStep } from '../../schema/types/products/Run.js';

@Resolver(() => Run)
export class RunResolver {
  @FieldResolver(() => String, {
    description: 'The id that whoever runs it gave it, unique among the runs of the product.',
  })
  runId(@Root() { key }: RunRow): string {
    return key;
  }

  @FieldResolver(() => DataProduct, { description: 'Whose run it is; one that was retired since too.' })
  product(@Root() { productId }: RunRow, @Ctx() { loaders }: Context): Promise<ProductRow | null> {
    return loaders.productById.load(productId);
  }

  @FieldResolver(() => [RunStep], { description: 'In the order in which they were first told of.' })
  steps(@Root() { id }: RunRow, @Ctx() { loaders }: Context): Promise<RunStepRow[]> {
    return loaders.stepsOfRun.load(id);
  }
}
