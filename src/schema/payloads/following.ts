import { Field, ObjectType } from 'type-graphql';
import { Follow } from '../types/access/Follow.js';
import { UserError } from '../types/common/UserError.js';

@ObjectType({ description: 'What follow or unfollow did.', simpleResolvers: true })
export class FollowPayload {
  @Field(() => Follow, { nullable: true, description: 'What is followed, or was; null where it was refused.' })
  follow: object | null;

  @Field(() => [UserError], { description: 'Mistakes in the input; empty where there are none.' })
  userErrors: readonly UserError[];
}
