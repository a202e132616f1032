import { Field, Int, ObjectType } from 'type-graphql';
import type { ColumnDerivation as Derivation, LineageKind as Kind } from '../../../compiler/artifact.js';
import { PageInfo } from '../common/PageInfo.js';
import { ColumnDerivation, LineageKind } from '../../enums/lineage.js';

@ObjectType({ description: 'A source, port, model or product on the way.', simpleResolvers: true })
export class LineageNode {
  @Field(() => String, {
    description:
      'Its fqn; a model is `sales.customer-360#name`, a source `source:dlt/salesforce`, a column its port, model or source with `/name`.',
  })
  fqn: string;

  @Field(() => LineageKind, { description: 'What it is.' })
  kind: Kind;

  @Field(() => Int, { description: 'The least number of edges from the root.' })
  depth: number;
}

@ObjectType({ description: 'Data flows from one node to the other.', simpleResolvers: true })
export class LineageEdge {
  @Field(() => String, { description: 'The fqn it flows from.' })
  from: string;

  @Field(() => String, { description: 'The fqn it flows to.' })
  to: string;

  @Field(() => ColumnDerivation, {
    nullable: true,
    description: 'How the one column is made of the other, at level COLUMN; else null.',
  })
  how?: Derivation | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'What is upstream or downstream of a root. Cycles between products are normal (decision 13); it always ends.',
})
export class LineageGraph {
  @Field(() => LineageNode, { description: 'What was asked for, at depth 0.' })
  root: LineageNode;

  @Field(() => [LineageNode], {
    description: 'Every node once, the root first, by depth, then by fqn; with first or after, those of the page.',
  })
  nodes: readonly LineageNode[];

  @Field(() => [LineageEdge], {
    description:
      'Every edge between two of the nodes that was followed, once; of a page, those whose later node is in it.',
  })
  edges: readonly LineageEdge[];

  @Field(() => Boolean, { description: 'true only where maxDepth or maxNodes cut it.' })
  truncated: boolean;

  @Field(() => [String], { description: 'The fqns at which it was cut: ask on from there.' })
  frontier: readonly string[];

  @Field(() => [[String]], { description: 'Cycles between products met on the way, as fqns in order, each once.' })
  cycles: readonly (readonly string[])[];

  @Field(() => PageInfo, { description: 'Where the nodes of the page stand among all of them.' })
  pageInfo: PageInfo;

  @Field(() => Int, { description: 'How many nodes there are on all pages.' })
  totalNodes: number;
}
