import type { GraphQLResolveInfo } from 'graphql';
import { FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { NodeType } from '../../schema/globalId.js';
import { Node } from '../../schema/types/common/Node.js';
import { globalIdOf } from '../sources/naturalKeys.js';

@Resolver(() => Node)
export class NodeResolver {
  @FieldResolver()
  id(@Root() row: object, @Info() info: GraphQLResolveInfo): string {
    return globalIdOf(info.parentType.name as NodeType, row);
  }
}
