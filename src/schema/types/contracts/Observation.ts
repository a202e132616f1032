import { Field, ObjectType } from 'type-graphql';
import { SlaObjective } from '../../enums/sla.js';
import { DateTime } from '../../scalars/DateTime.js';

@ObjectType({ description: 'What monitoring saw of an objective of a port.', simpleResolvers: true })
export class Observation {
  @Field(() => String, { nullable: true, description: 'The id that monitoring gave it; null where it gave none.' })
  id: string | null;

  @Field(() => DateTime, { description: 'When it was observed.' })
  at: string;

  @Field(() => SlaObjective, { description: 'Of what.' })
  objective: 'freshness' | 'availability' | 'quality';

  @Field(() => String, { description: 'The quality metric; for the others the name of the objective.' })
  metric: string;

  @Field(() => String, {
    description:
      'FRESHNESS: the age of the newest data, `6h`; AVAILABILITY: `up` or `down`; QUALITY: the share, `99.9%`.',
  })
  observed: string;

  @Field(() => String, {
    nullable: true,
    description: 'What told of it; null for what was handed to `recordObservations`.',
  })
  source: string | null;
}
