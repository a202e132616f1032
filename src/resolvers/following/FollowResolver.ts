import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.js';
import type { FollowRow } from '../../entities/rows/access/FollowRow.js';
import { encodeEventCursor } from '../../schema/eventCursor.js';
import { Cursor } from '../../schema/scalars/Cursor.js';
import { Follow } from '../../schema/types/access/Follow.js';
import { Node } from '../../schema/types/common/Node.js';
import { hitOf } from '../fields/hitOf.js';

@Resolver(() => Follow)
export class FollowResolver {
  @FieldResolver(() => Node, { description: 'A Domain, a DataProduct or an OutputPort; one that is retired too.' })
  subject(@Root() { kind, fqn: key }: FollowRow, @Ctx() context: Context): Promise<object | null> {
    return hitOf({ kind, key }, context);
  }

  @FieldResolver(() => Cursor, {
    nullable: true,
    description: 'The cursor of the feed as of the last visit: what came after it is unseen.',
  })
  lastSeen(@Root() { lastSeen }: FollowRow): string {
    return encodeEventCursor(lastSeen);
  }

  @FieldResolver(() => Int, {
    description:
      'How many events since then are about it: publications, changes of contracts at either end, breaches, its retirement; of a domain all that are its own, and changes of contracts that it consumes under.',
  })
  async unseen(@Root() { id }: FollowRow, @Ctx() { loaders }: Context): Promise<number> {
    return Number((await loaders.unseenOfFollow.load(id))?.count ?? 0);
  }
}
