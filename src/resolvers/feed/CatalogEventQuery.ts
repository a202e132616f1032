import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.js';
import { toldEvents } from '../../entities/log/catalogEvents.js';
import { countOf, pageOf } from '../../entities/paging.js';
import { eventsQuery } from '../../entities/reads/events.js';
import type { EventRow } from '../../entities/rows/events/EventRow.js';
import { PageArgs } from '../../schema/args/PageArgs.js';
import { CatalogEventConnection } from '../../schema/connections/feed.js';
import { DateTime } from '../../schema/scalars/DateTime.js';
import { connection } from '../paging/connection.js';
import { pageRange } from '../paging/pageRange.js';

/** The event log, read back (docs/subscriptions.md). */
@Resolver()
export class CatalogEventQuery {
  @Query(() => CatalogEventConnection, {
    description:
      'Every event of the catalog that is kept, the oldest first, as `catalogChanged` sends them; cursors are the same.',
  })
  catalogEvents(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('since', () => DateTime, { nullable: true, description: 'Committed then or later.' })
    since: string | null | undefined,
    @Ctx() { db }: Context,
  ): object {
    const query = eventsQuery(since ?? null);
    const range = pageRange(args);
    return connection<EventRow>({
      page: () => pageOf<EventRow>(db, query, range),
      count: () => countOf(db, query),
      present: async (rows) => (await toldEvents(db, rows)).events,
    });
  }
}
