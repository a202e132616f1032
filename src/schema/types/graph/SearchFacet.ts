import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A value that hits of a search have in common.', simpleResolvers: true })
export class FacetValue {
  @Field(() => String, {
    description: 'As `search` takes it: a SearchKind for `kinds`, a name for the lists of SearchFilter.',
  })
  value: string;

  @Field(() => Int, { description: 'The totalCount of the same search narrowed to this value.' })
  count: number;
}

@ObjectType({ description: 'What the hits of a search are counted by.', simpleResolvers: true })
export class SearchFacet {
  @Field(() => String, { description: 'kind, domain, owner or classification.' })
  name: string;

  @Field(() => [FacetValue], { description: 'The most frequent first, 50 at most.' })
  values: readonly FacetValue[];
}
