import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A column of a port, a model or a contract.', simpleResolvers: true })
export class Column {
  @Field(() => String, { description: 'Unique among its siblings.' })
  name: string;

  @Field(() => String, { description: '`string`, `integer`, `timestamp`, `decimal(10,2)`, `array` ...' })
  type: string;

  @Field(() => Boolean, { description: 'true: never null.' })
  required: boolean;

  @Field(() => String, { nullable: true, description: 'What it means.' })
  description: string | null;

  @Field(() => [String], { nullable: true, description: 'The values it may hold; null where any of its type.' })
  enum: readonly string[] | null;

  @Field(() => String, {
    nullable: true,
    description: "One of the enterprise's classification levels, e.g. `pii` (decision 19).",
  })
  classification: string | null;

  @Field(() => Boolean, { description: 'Part of the primary key (decision 6).' })
  primaryKey: boolean;

  @Field(() => Boolean, { description: 'No value twice.' })
  unique: boolean;
}
