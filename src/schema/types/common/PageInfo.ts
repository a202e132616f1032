import { Directive, Field, ObjectType } from 'type-graphql';
import { Cursor } from '../../scalars/Cursor.js';

@Directive('@shareable')
@ObjectType({ description: 'Whether there is more, and from where to ask for it (Relay).', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'There is more after endCursor.' })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: 'There is more before startCursor.' })
  hasPreviousPage: boolean;

  @Field(() => Cursor, { nullable: true, description: 'Of the first edge; null where the page is empty.' })
  startCursor: string | null;

  @Field(() => Cursor, { nullable: true, description: 'Of the last edge; null where the page is empty.' })
  endCursor: string | null;
}
