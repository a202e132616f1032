import { Field, Int, ObjectType } from 'type-graphql';
import { DatasetAlias } from '../types/contracts/Dataset.js';
import { UserError } from '../types/common/UserError.js';

const userErrors = 'Mistakes in the input; empty where there are none.';

@ObjectType({ description: 'What ingestDbt kept: all of it, or nothing.', simpleResolvers: true })
export class IngestPayload {
  @Field(() => Int, { description: 'How many observations are new; none where all of them were recorded before.' })
  observations: number;

  @Field(() => Int, { description: 'How many edges of the lineage are new.' })
  edges: number;

  @Field(() => Int, { description: 'How many things that were run or tested stand for something in the catalog.' })
  matched: number;

  @Field(() => [String], {
    description: 'What was run or tested and stands for nothing in the catalog: ids of dbt, sorted.',
  })
  unmatched: readonly string[];

  @Field(() => [UserError], { description: userErrors })
  userErrors: readonly UserError[];
}

@ObjectType({ description: 'What addDatasetAlias did.', simpleResolvers: true })
export class DatasetAliasPayload {
  @Field(() => DatasetAlias, { nullable: true, description: 'The stated one; null where it was refused.' })
  alias: object | null;

  @Field(() => [UserError], { description: userErrors })
  userErrors: readonly UserError[];
}
