import { Field, ObjectType } from 'type-graphql';
import { Node } from '../common/Node.js';
import { Duration } from '../../scalars/Duration.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'What a product consumes: an ingested source, or an output port of another product (ADR-0021, input ports).',
})
export class InputPort {
  @Field(() => String, { description: 'Unique: `sales.customer-360.crm_data`.' })
  fqn: string;

  @Field(() => String, { description: 'Unique in its product: `crm_data`.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  description: string | null;

  @Field(() => Duration, {
    nullable: true,
    description: 'The greatest age the data may have; null requires nothing (decision 12).',
  })
  freshnessRequirement: string | null;
}
