import { Field, ObjectType } from 'type-graphql';
import { RunStatus } from '../../enums/runs.js';
import { DateTime } from '../../scalars/DateTime.js';
import { Node } from '../common/Node.js';

const STATUS = { description: 'As it was told last.' };
const ENDED = { nullable: true, description: 'When it ended; null while it has not.' };

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A run of a product, as `floe run` or an orchestrator tells of it (docs/run.md).',
})
export class Run {
  @Field(() => RunStatus, { description: 'How it stands; one that has ended does not change.' })
  status: string;

  @Field(() => DateTime, { description: 'The earliest instant that was told of it.' })
  startedAt: string;

  @Field(() => DateTime, ENDED)
  endedAt: string | null;

  @Field(() => String, { nullable: true, description: 'What was said of it last; of a failure, why.' })
  message: string | null;

  @Field(() => String, { nullable: true, description: 'Its page where it runs: http or https.' })
  externalUrl: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A step of a run; one that failed may be tried again.' })
export class RunStep {
  @Field(() => String, { description: 'Unique among the steps of the run.' })
  name: string;

  @Field(() => RunStatus, STATUS)
  status: string;

  @Field(() => DateTime, { nullable: true, description: 'When it began; null while it waits.' })
  startedAt: string | null;

  @Field(() => DateTime, ENDED)
  endedAt: string | null;

  @Field(() => String, { nullable: true, description: 'What was said with its status; of a failure, why.' })
  message: string | null;
}
