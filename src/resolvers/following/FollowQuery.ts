import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.js';
import { countOf, pageOf } from '../../entities/paging.js';
import { followsQuery } from '../../entities/reads/follows.js';
import type { FollowRow } from '../../entities/rows/access/FollowRow.js';
import { CatalogError } from '../../errors.js';
import { ForwardPageArgs } from '../../schema/args/PageArgs.js';
import { FollowConnection } from '../../schema/connections/access.js';
import { connection } from '../paging/connection.js';
import { pageRange } from '../paging/pageRange.js';

/** What whoever asks follows. */
@Resolver()
export class FollowQuery {
  /** Throws CatalogError UNAUTHENTICATED for whom nobody knows, and BAD_USER_INPUT for what is no page. */
  @Query(() => FollowConnection, {
    description: 'What whoever asks follows, in the order in which he began; UNAUTHENTICATED for whom nobody knows.',
  })
  following(@Args(() => ForwardPageArgs) args: ForwardPageArgs, @Ctx() { db, principal }: Context): object {
    if (principal.name === null)
      throw new CatalogError('UNAUTHENTICATED', 'Following is for whom the catalog knows by name: sign in.', {
        needs: ['to be signed in'],
      });
    const [range, query] = [pageRange(args), followsQuery(principal.name)];
    return connection({ page: () => pageOf<FollowRow>(db, query, range), count: () => countOf(db, query) });
  }
}
