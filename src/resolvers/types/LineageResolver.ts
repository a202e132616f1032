import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { LineageKind } from '../../compiler/artifact.js';
import type { Context } from '../../context.js';
import { productOfNode } from '../../lineage/edge.js';
import type { ContractRow } from '../../entities/rows/contracts/ContractRow.js';
import { Node, type Tagged } from '../../schema/types/common/Node.js';
import { DataContract } from '../../schema/types/contracts/DataContract.js';
import { LineageEdge, LineageNode } from '../../schema/types/graph/Lineage.js';
import type { LineageEdgeSource, LineageNodeSource } from '../fields/lineageAnswer.js';
import { tagged } from '../sources/tagged.js';
import { worldOf, type World } from '../world/world.js';

type Find = (fqn: string, world: World) => Promise<Tagged | null>;

const objects: Readonly<Record<LineageKind, Find>> = {
  source: async () => null,
  input_port: async (fqn, world) => tagged('InputPort', await world.inputPortByFqn.load(fqn)),
  model: async (fqn, world) => tagged('Model', await world.modelByFqn.load(fqn)),
  output_port: async (fqn, world) => tagged('OutputPort', await world.outputPortByFqn.load(fqn)),
  product: async (fqn, world) => tagged('DataProduct', await world.productByFqn.load(fqn)),
  column: async () => null,
};

@Resolver(() => LineageNode)
export class LineageNodeResolver {
  @FieldResolver(() => Node, { nullable: true, description: 'The object itself; null for a source and for a column.' })
  object(@Root() node: LineageNodeSource, @Ctx() context: Context): Promise<Tagged | null> {
    return objects[node.kind](node.fqn, worldOf(node, context));
  }
}

@Resolver(() => LineageEdge)
export class LineageEdgeResolver {
  @FieldResolver(() => DataContract, {
    nullable: true,
    description:
      'For an edge from an output port to an input port, or from product to product, the contract in force behind it (of several between two products, the oldest).',
  })
  contract(@Root() edge: LineageEdgeSource, @Ctx() context: Context): Promise<ContractRow | null> | null {
    const crosses = edge.fromKind === 'output_port' && edge.toKind === 'input_port';
    if (!crosses && !(edge.fromKind === 'product' && edge.toKind === 'product')) return null;
    const consumer = productOfNode(edge.to);
    return consumer === null ? null : worldOf(edge, context).contractBetween.load({ provider: edge.from, consumer });
  }
}
