import { Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../../scalars/DateTime.js';

@ObjectType({
  description: 'A time in which an output port is worked on, and what it promises does not count (docs/sla.md).',
  simpleResolvers: true,
})
export class Maintenance {
  @Field(() => ID, { description: 'Among all maintenance.' })
  id: number;

  @Field(() => DateTime, { description: 'It begins then.' })
  from: string;

  @Field(() => DateTime, { description: 'It has ended then: what is missed is judged.' })
  to: string;

  @Field(() => String, { description: 'What is done.' })
  reason: string;

  @Field(() => String, { nullable: true, description: 'Who scheduled it; null where nobody is asked who he is.' })
  by: string | null;
}
