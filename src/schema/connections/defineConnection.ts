import { Field, Int, ObjectType } from 'type-graphql';
import { Cursor } from '../scalars/Cursor.js';
import { PageInfo } from '../types/common/PageInfo.js';

interface Definition {
  /** `DataProduct`: makes DataProductConnection and DataProductEdge. */
  readonly name: string;
  /** The class or union of the nodes. */
  readonly node: object;
  /** What the list holds and its order. */
  readonly description: string;
}

/**
 * The connection class of a list that grows with the company: `{ edges { cursor node } nodes pageInfo totalCount }`
 * (Relay). A resolver answers with functions, so that only what is asked for is read.
 */
export function defineConnection({ name, node, description }: Definition): new () => object {
  @ObjectType(`${name}Edge`, { description: `One place in a ${name}Connection.`, simpleResolvers: true })
  class Edge {
    @Field(() => Cursor, { description: 'Hand it back as `after` or `before`.' })
    cursor: string;

    @Field(() => node, { description: 'What stands there.' })
    node: object;
  }

  @ObjectType(`${name}Connection`, { description, simpleResolvers: true })
  class Connection {
    @Field(() => [Edge], { description: 'The page, with cursors.' })
    edges: readonly Edge[];

    @Field(() => [node], { description: 'The page, without cursors.' })
    nodes: readonly object[];

    @Field(() => PageInfo, { description: 'Whether there is more.' })
    pageInfo: PageInfo;

    @Field(() => Int, { description: 'How many there are on all pages; costs a statement only where it is asked for.' })
    totalCount: number;
  }
  return Connection;
}
