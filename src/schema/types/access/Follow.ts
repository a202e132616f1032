import { Field, ObjectType } from 'type-graphql';
import { FollowNotify } from '../../enums/following.js';
import { DateTime } from '../../scalars/DateTime.js';

@ObjectType({ description: 'That whoever asks follows something (docs/following.md).', simpleResolvers: true })
export class Follow {
  @Field(() => DateTime, { description: 'When it was begun.' })
  since: string;

  @Field(() => FollowNotify, { description: 'How he is told of it.' })
  notify: 'none' | 'webhook';
}
