import { Field, ID, InputType } from 'type-graphql';
import { RunStatus } from '../enums/runs.js';
import { DateTime } from '../scalars/DateTime.js';
import { idempotencyKey } from './idempotencyKey.js';

@InputType({ description: 'What is told of a run of a product, or of one of its steps.' })
export class RecordRunInput {
  @Field(() => String, { description: 'The fqn of the product.' })
  product: string;

  @Field(() => ID, {
    description: 'Yours: what is told under the same id is of the same run of the product; at most 255 characters.',
  })
  runId: string;

  @Field(() => RunStatus, { description: 'How the run stands, or the step where one is given.' })
  status: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

  @Field(() => String, {
    nullable: true,
    description: 'The name of the step; where not given, it is of the run itself.',
  })
  step?: string | null;

  @Field(() => String, { nullable: true, description: 'Of a failure, why; at most 10,000 characters.' })
  message?: string | null;

  @Field(() => DateTime, {
    description: 'When it was so: not later than now, but for 5 minutes that clocks may differ.',
  })
  at: string;

  @Field(() => String, { nullable: true, description: 'Its page where it runs: http or https.' })
  externalUrl?: string | null;

  @Field(() => String, idempotencyKey)
  idempotencyKey?: string | null;
}
