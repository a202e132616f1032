import { Field, ObjectType } from 'type-graphql';
import { Node } from '../common/Node.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A table of the catalog tree: what a model writes, what an output port offers, or both.',
})
export class Table {
  @Field(() => String, { description: 'Unique, dotted: `sales.gold.customers`.' })
  path: string;

  @Field(() => String, { description: 'The last part of the path.' })
  name: string;
}
