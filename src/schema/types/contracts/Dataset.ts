import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../scalars/DateTime.js';

@ObjectType({
  description: 'A dataset that tools spoke of and that stands for no table of the catalog (docs/observations.md).',
  simpleResolvers: true,
})
export class UnmatchedDataset {
  @Field(() => String, {
    description: 'Its namespace, without what differs from producer to producer: `snowflake://acme-prod`.',
  })
  namespace: string;

  @Field(() => String, { description: 'Its name there, in the same way: `prod.gold.customers`.' })
  name: string;

  @Field(() => DateTime, { description: 'The time of the latest event that spoke of it.' })
  lastSeenAt: string;

  @Field(() => Int, { description: 'How many events spoke of it, each later than those before.' })
  events: number;
}

@ObjectType({
  description: 'That a dataset stands for an output port.',
  simpleResolvers: true,
})
export class DatasetAlias {
  @Field(() => String, {
    description: 'Its namespace, without what differs from producer to producer: `snowflake://acme-prod`.',
  })
  namespace: string;

  @Field(() => String, { description: 'Its name there, in the same way: `prod.gold.customers`.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'Who stated it; null where nobody is asked who he is.' })
  by: string | null;

  @Field(() => DateTime, { description: 'When it was stated.' })
  at: string;
}
