import { Directive, Field, ObjectType } from 'type-graphql';
import { Node } from '../common/Node.js';

@Directive('@key(fields: "id")')
@Directive('@key(fields: "path")')
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'A namespace of the catalog tree (ADR-0021, Layer-to-Namespace Mapping and Catalog Structure in Data Mesh).',
})
export class LayerNamespace {
  @Field(() => String, { description: 'Unique, dotted: `sales.gold`.' })
  path: string;
}
