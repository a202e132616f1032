import { Field, ObjectType } from 'type-graphql';
import { LifecycleStatus } from '../../enums/contracts.js';

@ObjectType({
  simpleResolvers: true,
  description: 'Where something stands in its life: draft → active → deprecated → retired (docs/lifecycle.md).',
})
export class Lifecycle {
  @Field(() => LifecycleStatus, { description: 'The state.' })
  status: string;

  @Field(() => String, { nullable: true, description: 'The day from which it is deprecated: `2026-01-15`.' })
  since?: string | null;

  @Field(() => String, { nullable: true, description: 'The day until which it is there at least.' })
  removeAfter?: string | null;

  @Field(() => String, { nullable: true, description: 'What takes its place: `sales.customer-360.people`.' })
  replacedBy?: string | null;
}
