import { ArgsType, Field } from 'type-graphql';
import { SearchKind } from '../enums/query.js';
import { SearchFilter } from '../inputs/filters.js';

@ArgsType()
export class SearchArgs {
  @Field(() => String, { description: 'One or several words; none, or more than 200 characters, is BAD_USER_INPUT.' })
  text: string;

  @Field(() => [SearchKind], { nullable: true, description: 'Only these; all where not given.' })
  kinds?: string[] | null;

  @Field(() => SearchFilter, { nullable: true, description: 'Only what meets every condition given.' })
  filter?: SearchFilter | null;
}
