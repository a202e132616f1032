import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A place in a document.', simpleResolvers: true })
export class SourceLocation {
  @Field(() => String, { description: 'The document, as its publisher named it.' })
  file: string;

  @Field(() => Int, { description: 'From 1.' })
  line: number;

  @Field(() => Int, { description: 'From 1.' })
  column: number;
}
