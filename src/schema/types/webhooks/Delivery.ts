import { Field, Int, ObjectType } from 'type-graphql';
import { DeliveryStatus } from '../../enums/webhooks.js';
import { DateTime } from '../../scalars/DateTime.js';

@ObjectType({ simpleResolvers: true, description: 'One event that a webhook is to be told of, and what became of it.' })
export class Delivery {
  @Field(() => DateTime, { description: 'When it was found in the log for this webhook.' })
  at: string;

  @Field(() => DeliveryStatus, { description: 'What became of it.' })
  status: string;

  @Field(() => Int, { description: 'How often it was sent.' })
  attempts: number;

  @Field(() => Int, { nullable: true, description: 'The HTTP status of the last answer; null where there was none.' })
  responseCode: number | null;

  @Field(() => DateTime, { nullable: true, description: 'When it is sent again; null where nothing waits for a time.' })
  nextAttemptAt: string | null;

  @Field(() => String, { nullable: true, description: 'Why the last attempt failed.' })
  error: string | null;
}
