import { Directive, Field, ObjectType } from 'type-graphql';
import { Node } from '../common/Node.js';
import { Column } from '../common/Column.js';
import { PortAccess } from './PortAccess.js';
import { Lifecycle } from '../common/Lifecycle.js';
import { Sla } from '../common/Sla.js';

@Directive('@key(fields: "id")')
@Directive('@key(fields: "fqn")')
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'What a product exposes to consumers (ADR-0021, output ports).',
})
export class OutputPort {
  @Field(() => String, { description: 'Unique: `sales.customer-360.customers`.' })
  fqn: string;

  @Field(() => String, { description: 'Unique in its product: `customers`.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'What it offers.' })
  description: string | null;

  @Field(() => [Column], {
    description: "Its schema's columns, in the order of the document; empty where it has none.",
  })
  columns: readonly Column[];

  @Field(() => Sla, { nullable: true, description: 'What it promises; null where nothing.' })
  sla: Sla | null;

  @Field(() => Lifecycle, { nullable: true, description: "Its own, else its product's; null: it is simply in use." })
  lifecycle: Lifecycle | null;

  @Field(() => [String], { description: 'Words to find it by, in the order of the document.' })
  tags: readonly string[];

  @Field(() => PortAccess, { description: 'Who may read it.' })
  access: PortAccess;
}
