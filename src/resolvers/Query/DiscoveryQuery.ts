import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.js';
import { countOf, pageOf } from '../../entities/paging.js';
import { searchHits, searchQuery } from '../../entities/reads/search.js';
import type { SearchEntryRow } from '../../entities/rows/products/SearchEntryRow.js';
import { CatalogError } from '../../errors.js';
import { LineageArgs } from '../../schema/args/LineageArgs.js';
import { ForwardPageArgs } from '../../schema/args/PageArgs.js';
import { SearchConnection } from '../../schema/connections/connections.js';
import { SearchKind } from '../../schema/enums/query.js';
import type { NodeType } from '../../schema/globalId.js';
import { LineageDirection } from '../../schema/enums/lineage.js';
import { LineageGraph } from '../../schema/types/graph/Lineage.js';
import { Reach } from '../../schema/types/graph/Reach.js';
import { connection } from '../paging/connection.js';
import { findNode } from '../fields/findNode.js';
import { partsOf, type LineageAnswer } from '../fields/lineageAnswer.js';
import { lineageGraph, reachOf, type LineageRequest } from '../fields/lineageGraph.js';
import { pageRange } from '../paging/pageRange.js';
import { askedFields } from '../request/askedFields.js';

/** What a search entry's kind is answered as; a column is found as its port. */
const HITS: Readonly<Record<string, NodeType>> = {
  domain: 'Domain',
  product: 'DataProduct',
  port: 'OutputPort',
  column: 'OutputPort',
  contract: 'DataContract',
  namespace: 'LayerNamespace',
  model: 'Model',
};

function hitOf({ kind, key }: SearchEntryRow, context: Context): Promise<object | null> {
  const type = HITS[kind];
  return type ? findNode({ type, key }, context) : Promise.resolve(null);
}

/** Finding things and following them. */
@Resolver()
export class DiscoveryQuery {
  @Query(() => LineageGraph, {
    description:
      'What is upstream or downstream of a product, port, model or source (NOT_FOUND, with near matches, where there is none).',
  })
  lineage(
    @Args(() => LineageArgs) args: LineageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<LineageAnswer> {
    const { of, direction, level, maxDepth, maxNodes, asOf, first, after } = args;
    const request = { of, direction, level, maxDepth, maxNodes, asOf, first, after };
    return lineageGraph(context, { ...request, parts: partsOf(askedFields(info)) });
  }

  @Query(() => Reach, {
    description:
      'How much is reached from a product, port, model, source or column, without the nodes: at level COLUMN from a column, MODEL from a model, else PORT (NOT_FOUND, with near matches, where there is none).',
  })
  reach(
    @Arg('of', () => String, { description: 'The fqn that it starts from.' }) of: string,
    @Arg('direction', () => LineageDirection, { defaultValue: 'downstream', description: 'Which way.' })
    direction: LineageRequest['direction'],
    @Ctx() context: Context,
  ): Promise<Reach> {
    return reachOf(context, { of, direction });
  }

  @Query(() => SearchConnection, {
    description:
      'Whatever holds every word of the text, in any case: whole names first, then beginnings, then the rest. Of a word that more than a thousand entries hold, so many of each are ranked and given; totalCount counts all.',
  })
  search(
    @Arg('text', () => String, {
      description: 'One or several words; none, or more than 200 characters, is BAD_USER_INPUT.',
    })
    text: string,
    @Arg('kinds', () => [SearchKind], { nullable: true, description: 'Only these; all where not given.' })
    kinds: string[] | null | undefined,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() context: Context,
  ): object {
    const range = pageRange(args);
    const length = text.trim().length;
    if (length < 1 || length > 200)
      throw new CatalogError('BAD_USER_INPUT', 'text must have from 1 to 200 characters.', { argument: 'text' });
    const query = searchQuery(text, kinds ?? null);
    return connection({
      page: () => pageOf<SearchEntryRow>(context.db, query, range),
      count: () => countOf(context.db, searchHits(text, kinds ?? null)),
      present: (rows) => Promise.all(rows.map((row) => hitOf(row, context))),
    });
  }
}
