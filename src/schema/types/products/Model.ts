import { Field, ObjectType } from 'type-graphql';
import { Node } from '../common/Node.js';
import { Percentage } from '../../scalars/Percentage.js';
import { Column } from '../common/Column.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A dbt model of a product (ADR-0021, dbt Integration).',
})
export class Model {
  @Field(() => String, { description: 'Unique: `sales.customer-360#sales_gold_customers`.' })
  fqn: string;

  @Field(() => String, { description: 'Unique in its product: `sales_gold_customers`.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'What it holds.' })
  description: string | null;

  @Field(() => [Column], { description: 'The declared ones, in the order of the document.' })
  columns: readonly Column[];

  @Field(() => [String], { description: 'The tests it declares, of the model and its columns, each once, sorted.' })
  tests: readonly string[];

  @Field(() => Percentage, { description: 'The share of its columns that at least one test covers (decision 4).' })
  coverage: number;
}
