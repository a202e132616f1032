import { Field, ObjectType } from 'type-graphql';
import { DriftKind } from '../../enums/organisation.js';

@ObjectType({
  description:
    'One difference between what the documents ask for and what is deployed (ADR-0021, Layer-to-Namespace Mapping; docs/platform.md).',
  simpleResolvers: true,
})
export class Drift {
  @Field(() => String, { description: 'The system it is deployed to: `polaris`.' })
  system: string;

  @Field(() => String, {
    description: 'What it is about: `namespace sales.gold`, `role analysts`, `grant analysts on sales.gold`.',
  })
  path: string;

  @Field(() => DriftKind, { description: 'How it differs.' })
  kind: 'missing' | 'foreign' | 'different';

  @Field(() => String, {
    nullable: true,
    description: 'What the documents ask for: of a grant `READ` or `READ_WRITE`; null where they ask for nothing.',
  })
  expected: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What is there: of a grant its privileges, as the system names them; null where nothing is.',
  })
  found: string | null;
}
