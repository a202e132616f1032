import { Field, ObjectType } from 'type-graphql';
import { Duration } from '../../scalars/Duration.js';
import { Percentage } from '../../scalars/Percentage.js';

@ObjectType({ description: 'A promise about one quality metric.', simpleResolvers: true })
export class QualityTarget {
  @Field(() => String, { description: '`completeness`, `accuracy` ...' })
  metric: string;

  @Field(() => Percentage, { description: 'The least share.' })
  target: number;
}

@ObjectType({ description: 'What a port promises (ADR-0021, output ports: sla).', simpleResolvers: true })
export class Sla {
  @Field(() => Duration, { nullable: true, description: 'The greatest age of the newest data.' })
  freshness: string | null;

  @Field(() => Percentage, { nullable: true, description: 'The least share of time it is up.' })
  availability: number | null;

  @Field(() => [QualityTarget], { description: 'One a metric, in the order of the document.' })
  quality: readonly QualityTarget[];

  @Field(() => Duration, { nullable: true, description: 'How long data is kept at least.' })
  retention?: string | null;

  @Field(() => String, { nullable: true, description: 'The day until which faults are mended: `2027-06-30`.' })
  endOfSupport?: string | null;

  @Field(() => String, { nullable: true, description: 'The day until which it can be read at all.' })
  endOfLife?: string | null;
}
