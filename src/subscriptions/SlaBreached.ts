import { Arg, Ctx, Resolver, Root, Subscription } from 'type-graphql';
import type { BreachOfPort } from '../entities/log/catalogEvents.js';
import type { BreachFilter } from '../entities/reads/sla/lists.js';
import { SlaBreachFilter } from '../schema/inputs/filters.js';
import { Cursor } from '../schema/scalars/Cursor.js';
import { SlaBreach } from '../schema/types/contracts/SlaBreach.js';
import { canonical } from './canonical.js';
import { matchesBreach } from './filters.js';
import type { FollowingContext, Subscribing } from './FollowingContext.js';

interface Args {
  readonly filter?: BreachFilter | null;
  readonly after?: string | null;
}

const follow = ({ args: { filter, after }, context }: Subscribing<Args>): Promise<AsyncIterable<BreachOfPort>> =>
  context.tail.follow(after, {
    key: canonical(['slaBreached', filter]),
    pick: (entry) => (entry.kind === 'sla_breach' && matchesBreach(filter, entry.breach) ? entry.breach : null),
  });

@Resolver()
export class SlaBreached {
  @Subscription(() => SlaBreach, {
    subscribe: follow,
    description:
      'Breaches as they are opened (`resolvedAt` is null) and resolved, in the order of commits. With `after` it first replays what was missed, then goes on live.',
  })
  slaBreached(
    @Root() breach: BreachOfPort,
    @Arg('filter', () => SlaBreachFilter, { nullable: true, description: 'All where not given.' })
    _filter: BreachFilter | null,
    @Arg('after', () => Cursor, { nullable: true, description: 'The `cursor` of the last breach that it sent.' })
    _after: string | null,
    @Ctx() context: FollowingContext,
  ): BreachOfPort {
    context.refresh();
    return breach;
  }
}
