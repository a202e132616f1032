import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../scalars/DateTime.js';
import { SemVer } from '../../scalars/SemVer.js';
import { Column } from '../common/Column.js';
import { Lifecycle } from '../common/Lifecycle.js';
import { Sla } from '../common/Sla.js';
import { Node } from '../common/Node.js';

@ObjectType({ implements: Node, description: 'A version of a contract; kept for ever.', simpleResolvers: true })
export class DataContractVersion {
  @Field(() => SemVer, { description: 'Its number.' })
  version: string;

  @Field(() => DateTime, { description: 'Since when it stands.' })
  at: string;

  @Field(() => [Column], { description: 'What the provider promised to deliver.' })
  columns: readonly Column[];

  @Field(() => Lifecycle, { nullable: true, description: 'That of its port then; null: it was simply in use.' })
  lifecycle: Lifecycle | null;

  @Field(() => Sla, { nullable: true, description: 'How it promised to deliver it.' })
  sla: Sla | null;
}
