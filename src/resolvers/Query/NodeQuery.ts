import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.js';
import { CatalogError } from '../../errors.js';
import { decodeGlobalId } from '../../schema/globalId.js';
import { Node, type Tagged } from '../../schema/types/common/Node.js';
import { PAGE_LIMIT } from '../paging/pageRange.js';
import { findNode } from '../fields/findNode.js';

async function nodeOf(id: string, context: Context): Promise<Tagged | null> {
  const decoded = decodeGlobalId(id);
  return decoded && findNode(decoded, context);
}

@Resolver()
export class NodeQuery {
  @Query(() => Node, { nullable: true, description: 'The object of a global id; null where there is none.' })
  node(
    @Arg('id', () => ID, { description: 'As an `id` field gave it.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Tagged | null> {
    return nodeOf(id, context);
  }

  @Query(() => [Node], {
    nullable: 'items',
    description:
      'The objects of these ids, in their order; null where there is none. More than 500 are BAD_USER_INPUT.',
  })
  nodes(
    @Arg('ids', () => [ID], { description: 'As `id` fields gave them.' }) ids: string[],
    @Ctx() context: Context,
  ): Promise<(Tagged | null)[]> {
    if (ids.length > PAGE_LIMIT)
      throw new CatalogError('BAD_USER_INPUT', `${ids.length} ids are given: at most ${PAGE_LIMIT} at once.`, {
        limit: PAGE_LIMIT,
      });
    return Promise.all(ids.map((id) => nodeOf(id, context)));
  }
}
