import { Field, ObjectType } from 'type-graphql';
import type { ErrorCode } from '../../../errors.js';

@ObjectType({ description: "A mistake in a mutation's input, for the client to handle.", simpleResolvers: true })
export class UserError {
  @Field(() => String, { description: '`CONFLICT`, `NOT_FOUND`, `BAD_USER_INPUT` ...' })
  code: ErrorCode;

  @Field(() => [String], { description: 'Into the input: `["input", "expectedVersion"]`.' })
  path: readonly string[];

  @Field(() => String, { description: 'One sentence for people.' })
  message: string;
}
