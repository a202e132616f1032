import { Field, ObjectType } from 'type-graphql';
import { SlaObjective, SlaState } from '../../enums/sla.js';
import { DateTime } from '../../scalars/DateTime.js';

@ObjectType({
  description: 'One objective of a port and what the last observation says of it now.',
  simpleResolvers: true,
})
export class SlaStatus {
  @Field(() => SlaObjective, { description: 'What is promised.' })
  objective: 'freshness' | 'availability' | 'quality';

  @Field(() => String, { description: 'The quality metric; for the others the name of the objective.' })
  metric: string;

  @Field(() => String, { description: 'The promise as documents write it: `6h`, `99.9%`.' })
  target: string;

  @Field(() => String, { nullable: true, description: 'What was observed, in the same spelling; null while UNKNOWN.' })
  observed: string | null;

  @Field(() => SlaState, { description: 'Met, breached, or not observed yet.' })
  state: 'met' | 'breached' | 'unknown';

  @Field(() => DateTime, { nullable: true, description: 'When it was observed.' })
  observedAt: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'FRESHNESS: when the promise is missed if no newer data comes; a breach opens then.',
  })
  dueAt: string | null;
}
