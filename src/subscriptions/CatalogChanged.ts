import { Arg, Ctx, Resolver, Root, Subscription } from 'type-graphql';
import type { CatalogEvent as Event } from '../entities/log/catalogEvents.js';
import { CatalogEventKind } from '../schema/enums/feed.js';
import { Cursor } from '../schema/scalars/Cursor.js';
import { CatalogEvent } from '../schema/types/contracts/CatalogEvent.js';
import { canonical } from './canonical.js';
import { matchesEvent, type EventFilter } from './filters.js';
import type { FollowingContext, Subscribing } from './FollowingContext.js';

interface Args extends EventFilter {
  readonly after?: string | null;
}

const follow = ({ args: { kinds, domains, after }, context }: Subscribing<Args>): Promise<AsyncIterable<Event>> =>
  context.tail.follow(after, {
    key: canonical(['catalogChanged', kinds, domains]),
    pick: ({ event }) => (matchesEvent({ kinds, domains }, event) ? event : null),
  });

@Resolver()
export class CatalogChanged {
  @Subscription(() => CatalogEvent, {
    subscribe: follow,
    description:
      'Every event of the catalog as it is committed, in order, each once. With `after` it first replays what was missed, then goes on live.',
  })
  catalogChanged(
    @Root() event: Event,
    @Arg('kinds', () => [CatalogEventKind], { nullable: true, description: 'One of these; all where not given.' })
    _kinds: string[] | null,
    @Arg('domains', () => [String], {
      nullable: true,
      description:
        'One of these is concerned, of a contract at either end; all where not given. What is of no domain, as the manifest of an enterprise, is told where none is given.',
    })
    _domains: string[] | null,
    @Arg('after', () => Cursor, {
      nullable: true,
      description: 'The cursor of the last event seen, of whatever subscription.',
    })
    _after: string | null,
    @Ctx() context: FollowingContext,
  ): Event {
    context.refresh();
    return event;
  }
}
