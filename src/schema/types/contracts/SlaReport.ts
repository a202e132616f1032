import { Field, Int, ObjectType } from 'type-graphql';
import { SlaObjective } from '../../enums/sla.js';
import { DateTime } from '../../scalars/DateTime.js';
import { Duration } from '../../scalars/Duration.js';
import { Percentage } from '../../scalars/Percentage.js';

@ObjectType({
  description: 'How far an objective was attained in a time, by what is promised now (docs/sla.md, "Attainment").',
  simpleResolvers: true,
})
export class ObjectiveReport {
  @Field(() => SlaObjective, { description: 'What is promised.' })
  objective: 'freshness' | 'availability' | 'quality';

  @Field(() => String, { description: 'The quality metric; for the others the name of the objective.' })
  metric: string;

  @Field(() => String, { description: 'The promise as documents write it: `6h`, `99.9%`.' })
  target: string;

  @Field(() => Percentage, {
    nullable: true,
    description:
      'FRESHNESS: the share of the time in which the data was no older than promised. AVAILABILITY: the share of probes that were up. QUALITY: the mean of the measured shares. Without maintenance; null where nothing was observed.',
  })
  attainment: number | null;

  @Field(() => Percentage, {
    nullable: true,
    description:
      'The share of what the target lets fail that is left, 0 where all is spent. A promise of all, and FRESHNESS is one: 100 until it is missed. null where nothing was observed.',
  })
  errorBudgetLeft: number | null;

  @Field(() => Int, { description: 'How many breaches were open at some time of it.' })
  breaches: number;

  @Field(() => Duration, {
    nullable: true,
    description:
      'The mean time from the opening to the resolution of those that were resolved in it; null where none was.',
  })
  timeToRepair: string | null;
}

@ObjectType({ description: 'What an output port kept of its SLA in a time.', simpleResolvers: true })
export class SlaReport {
  @Field(() => DateTime, { description: 'From then on.' })
  from: string;

  @Field(() => DateTime, { description: 'Before then; where that is yet to come, what is known up to now.' })
  to: string;
}
