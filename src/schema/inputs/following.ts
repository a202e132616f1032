import { Field, InputType } from 'type-graphql';
import { FollowNotify } from '../enums/following.js';

@InputType({ description: 'What is followed.' })
export class FollowInput {
  @Field(() => String, { description: 'A domain by its name, a product or an output port by its fqn.' })
  fqn: string;

  @Field(() => FollowNotify, {
    nullable: true,
    defaultValue: 'none',
    description: 'How whoever follows is told; of no matter to `unfollow`.',
  })
  notify?: 'none' | 'webhook' | null;
}
