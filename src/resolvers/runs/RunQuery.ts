import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { unknownName } from '../../actions/kit/nearMatches.js';
import type { Context } from '../../context.js';
import { countOf, pageOf } from '../../entities/paging.js';
import { runsQuery } from '../../entities/reads/runs.js';
import { namesLike } from '../../entities/reads/search/namesLike.js';
import type { RunRow } from '../../entities/rows/runs/RunRow.js';
import { ForwardPageArgs } from '../../schema/args/PageArgs.js';
import { RunConnection } from '../../schema/connections/runs.js';
import { decodeGlobalId } from '../../schema/globalId.js';
import { Run } from '../../schema/types/products/Run.js';
import { rowNumber } from '../fields/rowNumber.js';
import { connection } from '../paging/connection.js';
import { pageRange } from '../paging/pageRange.js';

/** Runs of products (docs/run.md). */
@Resolver()
export class RunQuery {
  @Query(() => RunConnection, {
    description:
      'Runs, the one that was told of last first; of one product where it is given (NOT_FOUND, with near matches, where there is none).',
  })
  async runs(
    @Arg('product', () => String, { nullable: true, description: 'Its fqn; of all products where not given.' })
    fqn: string | null | undefined,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() { db, loaders }: Context,
  ): Promise<object> {
    const range = pageRange(args);
    const product = fqn == null ? null : await loaders.productByFqn.load(fqn);
    if (fqn != null && !product) throw unknownName('product', fqn, await namesLike(db, fqn, ['product']));
    const query = runsQuery(product && product.id);
    return connection({ page: () => pageOf<RunRow>(db, query, range), count: () => countOf(db, query) });
  }

  @Query(() => Run, { nullable: true, description: 'The run of this id.' })
  async run(
    @Arg('id', () => ID, { description: 'As `runs` gives it.' }) id: string,
    @Ctx() { loaders }: Context,
  ): Promise<RunRow | null> {
    const decoded = decodeGlobalId(id);
    return decoded?.type === 'Run' ? loaders.runById.load(rowNumber(decoded.key)) : null;
  }
}
