import { Field, ObjectType } from 'type-graphql';
import { AccessRequest } from '../types/access/AccessRequest.js';
import { ApiToken } from '../types/access/ApiToken.js';
import { UserError } from '../types/common/UserError.js';

const userErrors = 'Mistakes in the input; empty where there are none.';

@ObjectType({ description: 'What createToken made.', simpleResolvers: true })
export class CreateTokenPayload {
  @Field(() => ApiToken, { nullable: true, description: 'null where it was refused.' })
  token: object | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The token itself, for `Authorization: Bearer`. It is shown here and never again: not to who asks again by `idempotencyKey` either.',
  })
  secret: string | null;

  @Field(() => [UserError], { description: userErrors })
  userErrors: readonly UserError[];
}

@ObjectType({ description: 'What revokeToken did.', simpleResolvers: true })
export class RevokeTokenPayload {
  @Field(() => ApiToken, { nullable: true, description: 'The revoked one; null where there is none.' })
  token: object | null;

  @Field(() => [UserError], { description: userErrors })
  userErrors: readonly UserError[];
}

@ObjectType({ description: 'What requestAccess or decideAccess did.', simpleResolvers: true })
export class AccessRequestPayload {
  @Field(() => AccessRequest, {
    nullable: true,
    description: 'The request; as it stands where it could not be decided; null where there is none.',
  })
  request: object | null;

  @Field(() => [UserError], { description: userErrors })
  userErrors: readonly UserError[];
}
