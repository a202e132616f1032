import { Directive, Field, ObjectType } from 'type-graphql';
import type { CompatibilityMode as Mode } from '../../../compiler/artifact.js';
import { CompatibilityMode, ContractStatus } from '../../enums/contracts.js';
import { Node } from '../common/Node.js';
import { Duration } from '../../scalars/Duration.js';
import { SemVer } from '../../scalars/SemVer.js';
import { Column } from '../common/Column.js';
import { Lifecycle } from '../common/Lifecycle.js';
import { Sla } from '../common/Sla.js';

@Directive('@key(fields: "id")')
@Directive('@key(fields: "name")')
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'The agreement of an output port with a product that consumes it, established when the product is published (ADR-0021, Cross-Domain Data Contracts). Its identity is the two ends; the name is a label, given once (decision 15).',
})
export class DataContract {
  @Field(() => String, { description: 'Unique: `marketing-to-sales-customer-interactions`.' })
  name: string;

  @Field(() => SemVer, { description: 'Begins at 1.0.0 and follows the changes: major for a breaking one.' })
  version: string;

  @Field(() => ContractStatus, { description: 'Where it stands.' })
  status: string;

  @Field(() => [Column], { description: 'What the provider promises to deliver.' })
  columns: readonly Column[];

  @Field(() => Sla, { nullable: true, description: 'How it promises to deliver it.' })
  sla: Sla | null;

  @Field(() => CompatibilityMode, { description: 'What the provider may change without breaking it.' })
  compatibility: Mode;

  @Field(() => String, {
    nullable: true,
    description: 'Why it is BROKEN; null while it is not. It heals by itself when it fits again.',
  })
  brokenReason: string | null;

  @Field(() => Lifecycle, { nullable: true, description: 'That of its port; null: it is simply in use.' })
  lifecycle: Lifecycle | null;

  @Field(() => Duration, {
    nullable: true,
    description: 'How long before a breaking change takes effect it is announced (decision 17).',
  })
  breakingChangeNotice: string | null;
}
