import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.js';
import { LineageArgs } from '../../schema/args/LineageArgs.js';
import { LineageDirection } from '../../schema/enums/lineage.js';
import { LineageGraph } from '../../schema/types/graph/Lineage.js';
import { Reach } from '../../schema/types/graph/Reach.js';
import { partsOf, type LineageAnswer } from '../fields/lineageAnswer.js';
import { lineageGraph, reachOf, type LineageRequest } from '../fields/lineageGraph.js';
import { askedFields } from '../request/askedFields.js';

/** Following things to what they are made of, and to what is made of them. */
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
}
