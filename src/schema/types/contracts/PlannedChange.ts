import { Field, ObjectType } from 'type-graphql';
import { ChangeBump, ChangeSeverity } from '../../enums/contracts.js';
import { JsonValue } from '../../scalars/JsonValue.js';

@ObjectType({ simpleResolvers: true, description: 'A change that has not taken effect.' })
export class PlannedChange {
  @Field(() => String, { description: 'The row of the table of changes (docs/contracts.md): `col_removed_optional`.' })
  rule: string;

  @Field(() => String, { description: '`columns.customer_id`, `columns.address.city.type`, `sla.freshness`.' })
  path: string;

  @Field(() => JsonValue, { nullable: true, description: 'The value before; null where there was none.' })
  before: unknown;

  @Field(() => JsonValue, { nullable: true, description: 'The value after; null where there is none.' })
  after: unknown;

  @Field(() => ChangeSeverity, { description: 'What it means.' })
  severity: string;

  @Field(() => ChangeBump, { description: 'Which part of the version it requires to rise.' })
  bump: string;

  @Field(() => String, { description: 'One sentence for people, with what a consumer does about it.' })
  message: string;

  @Field(() => String, { nullable: true, description: 'The manifest that made less of it than its row says.' })
  demotedBy?: string | null;
}
