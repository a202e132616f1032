import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Who answers for something (ADR-0021, ownership and owners).', simpleResolvers: true })
export class Owner {
  @Field(() => String, { nullable: true, description: 'The team: what `floe products list` shows.' })
  team: string | null;

  @Field(() => String, { nullable: true, description: 'Its address: what `floe products describe` shows.' })
  email: string | null;

  @Field(() => String, { nullable: true, description: 'Its channel, e.g. `#sales-data`.' })
  slack: string | null;
}
