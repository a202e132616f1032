import type { GraphQLResolveInfo } from 'graphql';
import { FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { encodeGlobalId, type NodeType } from '../../schema/globalId.js';
import { Node } from '../../schema/types/common/Node.js';
import { naturalKeys } from '../sources/naturalKeys.js';

@Resolver(() => Node)
export class NodeResolver {
  @FieldResolver()
  id(@Root() row: object, @Info() info: GraphQLResolveInfo): string {
    const type = info.parentType.name as NodeType;
    return encodeGlobalId(type, naturalKeys[type](row as never));
  }
}
