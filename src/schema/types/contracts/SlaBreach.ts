import { Field, ObjectType } from 'type-graphql';
import { SlaObjective } from '../../enums/sla.js';
import { Node } from '../common/Node.js';
import { DateTime } from '../../scalars/DateTime.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A time in which a port missed an objective of its SLA.',
})
export class SlaBreach {
  @Field(() => SlaObjective, { description: 'What was missed.' })
  objective: 'freshness' | 'availability' | 'quality';

  @Field(() => String, { description: 'The quality metric; for the others the name of the objective.' })
  metric: string;

  @Field(() => String, { description: 'The promise as documents write it: `6h`, `99.9%`.' })
  target: string;

  @Field(() => String, { description: 'What was observed when it was opened, in the same spelling.' })
  observed: string;

  @Field(() => DateTime, {
    description:
      'The time of the observation that opened it; where freshness fell due and none came, the instant at which it did.',
  })
  openedAt: string;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'The time of the observation that met the promise again, not before `openedAt`; null while it is open.',
  })
  resolvedAt: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When somebody acknowledged it; null where nobody has.' })
  acknowledgedAt: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who acknowledged it; null where nobody has, and where nobody is asked who he is.',
  })
  acknowledgedBy: string | null;

  @Field(() => String, { nullable: true, description: 'What who acknowledged it said.' })
  acknowledgementNote: string | null;
}
