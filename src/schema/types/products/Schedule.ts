import { Field, ObjectType } from 'type-graphql';
import { Duration } from '../../scalars/Duration.js';

@ObjectType({ description: 'When a product runs (ADR-0021, schedule).', simpleResolvers: true })
export class Schedule {
  @Field(() => String, { description: 'Five fields, `0 */6 * * *`, or a name such as `@daily`.' })
  cron: string;

  @Field(() => String, { description: 'The IANA time zone the fields are read in; UTC where the document names none.' })
  timezone: string;

  @Field(() => Duration, {
    description:
      'The longest time between two runs: a freshness SLA below it, or below it and `duration` together, cannot be met.',
  })
  longestGap: string;

  @Field(() => Duration, { nullable: true, description: 'How long a run takes; null where the document does not say.' })
  duration: string | null;
}
