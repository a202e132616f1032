import { Field, ObjectType } from 'type-graphql';
import { PrincipalKind } from '../../enums/access.js';
import { DateTime } from '../../scalars/DateTime.js';
import { Node } from '../common/Node.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'That somebody carried out a mutation, or tried to. Written with what it did, in one transaction.',
})
export class AuditEvent {
  @Field(() => DateTime, { description: 'When.' })
  at: string;

  @Field(() => String, { nullable: true, description: 'Who; null where nobody said.' })
  actor: string | null;

  @Field(() => PrincipalKind, { description: 'In which way that was known.' })
  kind: 'anonymous' | 'user' | 'token';

  @Field(() => String, { description: 'The mutation: `publishProduct`.' })
  verb: string;

  @Field(() => String, {
    nullable: true,
    description: 'What it was about: an fqn, a name. A mutation about several things has an event for each.',
  })
  subject: string | null;

  @Field(() => String, {
    description:
      '`done`, `unchanged`, `found errors` (it does not compile), or the code of the error that it ended with.',
  })
  outcome: string;

  @Field(() => String, { nullable: true, description: 'The `X-Request-Id` of the request.' })
  requestId: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was allowed or denied; null where nobody is asked.' })
  reason: string | null;
}
