import { Directive, Field, ObjectType } from 'type-graphql';
import type { ModelingPattern as Pattern } from '../../../compiler/artifact.js';
import { ModelingPattern } from '../../enums/organisation.js';
import { Node } from '../common/Node.js';
import { Owner } from '../common/Owner.js';

@Directive('@key(fields: "id")')
@Directive('@key(fields: "name")')
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'A domain that owns its data end to end (ADR-0021, Domain Ownership): registered by the enterprise, governed by its own manifest. A centralized platform has one implicit domain, named after its manifest.',
})
export class Domain {
  @Field(() => String, { description: 'Unique: `sales`.' })
  name: string;

  @Field(() => String, { description: 'The root of its part of the catalog: every table of its ports lies below it.' })
  namespace: string;

  @Field(() => [Owner], {
    description: "Its own manifest's owners; before that one is published, those of its registration.",
  })
  owners: readonly Owner[];

  @Field(() => ModelingPattern, {
    nullable: true,
    description: 'The effective one (decision 1); null until its manifest is published.',
  })
  pattern: Pattern | null;
}
