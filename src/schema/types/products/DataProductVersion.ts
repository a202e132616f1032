import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../scalars/DateTime.js';
import { SemVer } from '../../scalars/SemVer.js';
import { Node } from '../common/Node.js';

@ObjectType({
  implements: Node,
  description: 'A published version of a product; kept for ever.',
  simpleResolvers: true,
})
export class DataProductVersion {
  @Field(() => SemVer, { description: '`metadata.version`.' })
  version: string;

  @Field(() => DateTime, { description: 'When it was published.' })
  publishedAt: string;

  @Field(() => String, { nullable: true, description: 'By whom, where that is known.' })
  publishedBy: string | null;

  @Field(() => String, { description: 'data-product.yaml as it was published.' })
  source: string;

  @Field(() => String, { description: 'Of the document and its files: `sha256:` and 64 hexadecimal digits.' })
  digest: string;
}
