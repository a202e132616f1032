import { Field, ObjectType } from 'type-graphql';
import { Percentage } from '../../scalars/Percentage.js';

@ObjectType({
  description:
    "A layer of a domain's modeling pattern, with the gates of its models (ADR-0021, data_architecture.layers).",
  simpleResolvers: true,
})
export class Layer {
  @Field(() => String, { description: '`bronze`, `dimensions`, `hubs` ...' })
  name: string;

  @Field(() => String, {
    description:
      'What the names of its models begin with: `sales_gold_`. The first of several; empty where `suffixes` or `namePatterns` say the layer.',
  })
  prefix: string;

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  description: string | null;

  @Field(() => [String], { description: 'Tests every model of it must declare, every tier together (decision 3).' })
  requiredTests: readonly string[];

  @Field(() => Percentage, { description: 'The least share of tested columns of its models together (decision 4).' })
  minimumCoverage: number;
}
