import { Field, ID, InterfaceType } from 'type-graphql';

/** A resolver that answers a Node or a SearchHit says which type it is by `__typename`. */
export interface Tagged {
  readonly __typename: string;
}

@InterfaceType({
  description: 'Whatever has a global id; `node(id)` finds it again.',
  resolveType: (value: Tagged) => value.__typename,
})
export class Node {
  @Field(() => ID, {
    description: 'Opaque and global; it stays the same.',
  })
  id: string;
}
