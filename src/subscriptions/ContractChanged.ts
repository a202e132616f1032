import { Arg, Ctx, Resolver, Root, Subscription } from 'type-graphql';
import type { ChangeFilter } from '../entities/reads/contracts.js';
import type { ContractChangeRow } from '../entities/rows/contracts/ContractChangeRow.js';
import { ContractChangeFilter } from '../schema/inputs/filters.js';
import { Cursor } from '../schema/scalars/Cursor.js';
import { ContractChange } from '../schema/types/contracts/ContractChange.js';
import { canonical } from './canonical.js';
import { matchesChange } from './filters.js';
import type { FollowingContext, Subscribing } from './FollowingContext.js';

interface Args {
  readonly filter?: ChangeFilter | null;
  readonly after?: string | null;
}

const follow = ({ args: { filter, after }, context }: Subscribing<Args>): Promise<AsyncIterable<ContractChangeRow>> =>
  context.tail.follow(after, {
    key: canonical(['contractChanged', filter]),
    pick: (entry) => (entry.kind === 'contract_change' && matchesChange(filter, entry.change) ? entry.change : null),
  });

@Resolver()
export class ContractChanged {
  @Subscription(() => ContractChange, {
    subscribe: follow,
    description:
      'Changes of contracts as they are committed, in order, each once. With `after` it first replays what was missed, then goes on live.',
  })
  contractChanged(
    @Root() change: ContractChangeRow,
    @Arg('filter', () => ContractChangeFilter, { nullable: true, description: 'All where not given.' })
    _filter: ChangeFilter | null,
    @Arg('after', () => Cursor, { nullable: true, description: 'The cursor of the last change seen.' })
    _after: string | null,
    @Ctx() context: FollowingContext,
  ): ContractChangeRow {
    context.refresh();
    return change;
  }
}
