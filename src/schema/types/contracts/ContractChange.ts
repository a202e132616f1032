import { Field, ObjectType } from 'type-graphql';
import { ChangeSeverity, ContractChangeKind } from '../../enums/contracts.js';
import { Node } from '../common/Node.js';
import { DateTime } from '../../scalars/DateTime.js';
import { JsonValue } from '../../scalars/JsonValue.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'One entry of the change feed; immutable, in the order of commits.',
})
export class ContractChange {
  @Field(() => DateTime, { description: 'When the change was committed.' })
  at: string;

  @Field(() => ContractChangeKind, { description: 'What changed.' })
  kind: string;

  @Field(() => ChangeSeverity, { description: 'What it means to the consumer.' })
  severity: 'breaking' | 'risky' | 'compatible' | 'info';

  @Field(() => String, {
    description: '`columns.customer_id`, `sla.freshness`, `access`; empty for the contract itself.',
  })
  path: string;

  @Field(() => JsonValue, { nullable: true, description: 'The value before; null where there was none.' })
  before: unknown;

  @Field(() => JsonValue, { nullable: true, description: 'The value after; null where there is none.' })
  after: unknown;

  @Field(() => String, { description: 'One sentence for people.' })
  message: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The end of the notice period; null for a change that is not breaking.',
  })
  effectiveAt: string | null;

  @Field(() => String, { nullable: true, description: 'Who published the change, where that is known.' })
  actor: string | null;
}
