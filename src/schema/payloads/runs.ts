import { Field, ObjectType } from 'type-graphql';
import { UserError } from '../types/common/UserError.js';
import { Run } from '../types/products/Run.js';

@ObjectType({ description: 'What recordRun did.', simpleResolvers: true })
export class RecordRunPayload {
  @Field(() => Run, {
    nullable: true,
    description: 'The run as it stands now; also where it ended otherwise before. null where it was refused.',
  })
  run: object | null;

  @Field(() => [UserError], { description: 'Mistakes in the input; empty where there are none.' })
  userErrors: readonly UserError[];
}
