import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'How much is upstream or downstream of a root, which counts for nothing itself.',
  simpleResolvers: true,
})
export class Reach {
  @Field(() => Int, { description: 'Products that are reached, but for that of the root.' })
  products: number;

  @Field(() => Int, { description: 'Input and output ports that are reached; of columns, those that they are of.' })
  ports: number;

  @Field(() => Int, {
    description:
      'Those of the products that read the root directly: by what flows to them with no other product in between.',
  })
  consumers: number;

  @Field(() => Int, { description: 'Domains of the products that are reached.' })
  domains: number;
}
