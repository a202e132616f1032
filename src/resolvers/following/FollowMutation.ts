import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { FollowResult } from '../../actions/following/follow.js';
import type { Context } from '../../context.js';
import { FollowInput } from '../../schema/inputs/following.js';
import { FollowPayload } from '../../schema/payloads/following.js';

/** Following, and no more (docs/following.md). */
@Resolver()
export class FollowMutation {
  @Mutation(() => FollowPayload, {
    description:
      'Follows a domain, a product or an output port; of what is followed already it marks a visit: `lastSeen` is moved to now, and `notify` is as it is given.',
  })
  async follow(
    @Arg('input', () => FollowInput, { description: 'What, and how to be told.' }) input: FollowInput,
    @Ctx() context: Context,
  ): Promise<FollowResult> {
    const result = await context.actions.follow(input);
    context.refresh();
    return result;
  }

  @Mutation(() => FollowPayload, { description: 'Follows something no more.' })
  async unfollow(
    @Arg('input', () => FollowInput, { description: 'What.' }) input: FollowInput,
    @Ctx() context: Context,
  ): Promise<FollowResult> {
    const result = await context.actions.unfollow(input);
    context.refresh();
    return result;
  }
}
