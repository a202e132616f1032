import { Directive, Field, ObjectType } from 'type-graphql';
import { Node } from '../common/Node.js';

@Directive('@key(fields: "id")')
@Directive('@key(fields: "name")')
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A term that the glossary of a manifest explains (docs/glossary.md).',
})
export class Term {
  @Field(() => String, { description: 'Unique: the word by which ports and columns name it.' })
  name: string;

  @Field(() => String, { description: 'What it means.' })
  definition: string;
}
