import { Field, ID, InputType } from 'type-graphql';
import { SlaObjective } from '../enums/sla.js';
import { DateTime } from '../scalars/DateTime.js';
import { Percentage } from '../scalars/Percentage.js';
import { idempotencyKey } from './idempotencyKey.js';

@InputType({ description: 'What monitoring saw of one objective of a port.' })
export class ObservationInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Yours: the same id counts once, with another content it is refused; at most 255 characters. Without one an observation is known by its port, objective, metric and instant.',
  })
  id?: string | null;

  @Field(() => String, { description: 'The fqn of the output port.' })
  port: string;

  @Field(() => SlaObjective, { description: 'Which objective.' })
  objective: 'freshness' | 'availability' | 'quality';

  @Field(() => DateTime, {
    description: 'When it was observed: not later than now, but for 5 minutes that clocks may differ.',
  })
  at: string;

  @Field(() => DateTime, { nullable: true, description: "FRESHNESS: the newest data's time, not later than `at`." })
  dataAt?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'AVAILABILITY: whether one probe or run succeeded.' })
  up?: boolean | null;

  @Field(() => String, { nullable: true, description: 'QUALITY: `completeness`, `accuracy` ...' })
  metric?: string | null;

  @Field(() => Percentage, { nullable: true, description: 'QUALITY: the measured share.' })
  value?: number | null;
}

@InputType({ description: 'A breach that somebody knows of.' })
export class AcknowledgeBreachInput {
  @Field(() => ID, { description: 'As `slaBreaches` gives it.' })
  breach: string;

  @Field(() => String, { nullable: true, description: 'What is done about it; a later one replaces it.' })
  note?: string | null;
}

@InputType({ description: 'A time in which an output port is worked on.' })
export class ScheduleMaintenanceInput {
  @Field(() => String, { description: 'The fqn of the output port.' })
  port: string;

  @Field(() => DateTime, { description: 'It begins then: now, or later.' })
  from: string;

  @Field(() => DateTime, { description: 'It has ended then.' })
  to: string;

  @Field(() => String, { description: 'What is done. Not empty.' })
  reason: string;

  @Field(() => String, idempotencyKey)
  idempotencyKey?: string | null;
}

@InputType({ description: 'Observations to record, all or none.' })
export class RecordObservationsInput {
  @Field(() => [ObservationInput], { description: 'In any order; of one objective the latest by its time decides.' })
  observations: ObservationInput[];

  @Field(() => String, idempotencyKey)
  idempotencyKey?: string | null;
}
