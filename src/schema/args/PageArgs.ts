import { ArgsType, Field, Int } from 'type-graphql';
import { Cursor } from '../scalars/Cursor.js';

/** A place from which a list goes on. */
@ArgsType()
class AfterArgs {
  @Field(() => Cursor, { nullable: true, description: 'Only what comes after this place.' })
  after?: string | null;
}

/** Paging forwards only. */
@ArgsType()
export class ForwardPageArgs extends AfterArgs {
  @Field(() => Int, {
    nullable: true,
    description:
      'At most so many, from the front: 1 to 500; 50 where not given. This list is read forwards alone: it has no last.',
  })
  first?: number | null;
}

/** Paging both ways. */
@ArgsType()
export class PageArgs extends AfterArgs {
  @Field(() => Int, { nullable: true, description: 'At most so many, from the front: 1 to 500; 50 where not given.' })
  first?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'At most so many, from the back: 1 to 500. Not together with first.',
  })
  last?: number | null;

  @Field(() => Cursor, { nullable: true, description: 'Only what comes before this place.' })
  before?: string | null;
}
