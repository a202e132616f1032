import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../scalars/DateTime.js';
import { Node } from '../common/Node.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A token that a machine comes in with. Its secret is kept nowhere (docs/authentication.md).',
})
export class ApiToken {
  @Field(() => String, { description: 'Unique among those that are not revoked.' })
  name: string;

  @Field(() => [String], { description: 'What it is for (docs/authorization.md).' })
  scopes: readonly string[];

  @Field(() => [String], { description: 'The domains that it speaks for.' })
  domains: readonly string[];

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt: string;

  @Field(() => String, { nullable: true, description: 'Who made it.' })
  createdBy: string | null;

  @Field(() => DateTime, { nullable: true, description: 'From when it is refused; null: never.' })
  expiresAt: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was used last, to the minute; null: never.' })
  lastUsedAt: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Since when it is refused; null: it stands.' })
  revokedAt: string | null;
}
