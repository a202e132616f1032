import { ArgsType, Field, Int } from 'type-graphql';
import { Cursor } from '../scalars/Cursor.js';
import { DateTime } from '../scalars/DateTime.js';
import { LineageDirection, LineageLevel } from '../enums/lineage.js';
import { AS_OF } from './asOf.js';

/** What lineage is asked for. */
@ArgsType()
export class LineageArgs {
  @Field(() => String, {
    description:
      'The fqn of a product, a port, a model, a source or a column. A product at level PORT or MODEL starts from its output ports downstream and from its input ports upstream; at level COLUMN a port, model or source starts from each of its columns.',
  })
  of: string;

  @Field(() => LineageDirection, { nullable: false, defaultValue: 'downstream', description: 'Which way.' })
  direction: 'upstream' | 'downstream' | 'both';

  @Field(() => LineageLevel, { nullable: false, defaultValue: 'port', description: 'How fine.' })
  level: 'product' | 'port' | 'model' | 'column';

  @Field(() => Int, { nullable: true, description: 'Edges from the root, at least 1; not limited where not given.' })
  maxDepth?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Nodes in the answer, at least 1, the nearest first; not limited where not given.',
  })
  maxNodes?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'A page of so many nodes, at least 1, the nearest first, with the edges whose later end is in it; the whole answer where not given.',
  })
  first?: number | null;

  @Field(() => Cursor, { nullable: true, description: 'Only the nodes that come after this place.' })
  after?: string | null;

  @Field(() => DateTime, AS_OF)
  asOf?: string | null;
}
