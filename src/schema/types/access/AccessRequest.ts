import { Field, ObjectType } from 'type-graphql';
import { AccessRequestStatus } from '../../enums/access.js';
import { DateTime } from '../../scalars/DateTime.js';
import { Node } from '../common/Node.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'That somebody asked for access to an output port, and what became of it (docs/access-requests.md).',
})
export class AccessRequest {
  @Field(() => String, { description: 'What the data is for, in the words of who asked.' })
  purpose: string;

  @Field(() => AccessRequestStatus, {
    description: 'Whether it is decided, and how. A later grant does not change it.',
  })
  status: 'open' | 'granted' | 'denied' | 'withdrawn';

  @Field(() => DateTime, { description: 'When it was made.' })
  at: string;

  @Field(() => String, {
    nullable: true,
    description: 'Who decided; null while it is open, and where nobody is asked.',
  })
  decidedBy: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When; null while it is open.' })
  decidedAt: string | null;

  @Field(() => String, { nullable: true, description: 'What who decided said; of a denial, the reason.' })
  note: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The grant as a change of the data-product.yaml that stood when it was decided, a unified diff that `git apply` takes. null where it was not granted, or the port granted it already.',
  })
  patch: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The grant as Markdown for a pull request, the patch in it; null where `patch` is.',
  })
  pullRequest: string | null;
}
