import { Directive, Field, ObjectType } from 'type-graphql';
import type { ModelingPattern as Pattern } from '../../../compiler/artifact.js';
import { ModelingPattern } from '../../enums/organisation.js';
import { Node } from '../common/Node.js';
import { DateTime } from '../../scalars/DateTime.js';
import { Percentage } from '../../scalars/Percentage.js';
import { SemVer } from '../../scalars/SemVer.js';
import { Lifecycle } from '../common/Lifecycle.js';
import { Schedule } from './Schedule.js';

@Directive('@key(fields: "id")')
@Directive('@key(fields: "fqn")')
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'A data product, the unit of deployment in a data mesh (ADR-0021, Data Product Manifest). In a kept, older version the ports, models, schedule and document are those of that version; consumers, providers and contracts are those of today. Asked for with `asOf` these are those of then too (docs/history.md).',
})
export class DataProduct {
  @Field(() => String, { description: 'Unique: `sales.customer-360`.' })
  fqn: string;

  @Field(() => String, { description: '`metadata.name`: `customer-360`.' })
  name: string;

  @Field(() => SemVer, { description: '`metadata.version`.' })
  version: string;

  @Field(() => String, { nullable: true, description: '`metadata.description`.' })
  description: string | null;

  @Field(() => ModelingPattern, { description: 'The modeling pattern it was compiled under.' })
  pattern: Pattern;

  @Field(() => Percentage, {
    nullable: true,
    description: 'Test coverage of the product as a whole (decision 4); null without models.',
  })
  coverage: number | null;

  @Field(() => Schedule, { nullable: true, description: 'When it runs; null where the document does not say.' })
  schedule: Schedule | null;

  @Field(() => [String], { description: 'Words to find it by, in the order of the document.' })
  tags: readonly string[];

  @Field(() => Lifecycle, { nullable: true, description: 'null: it is simply in use, or retired (`retiredAt`).' })
  lifecycle: Lifecycle | null;

  @Field(() => String, { nullable: true, description: 'The `oci://` ref that this version was pushed to, if it was.' })
  ref: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The digest of the artifact that `ref` led to when this version was pushed there.',
  })
  artifactDigest: string | null;

  @Field(() => DateTime, { description: 'When this version was published.' })
  publishedAt: string;

  @Field(() => String, { nullable: true, description: 'Who published this version, where that is known.' })
  publishedBy: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When it was taken out of service. A retired product is in no list; its id, its kept versions and its ended contracts still lead to it.',
  })
  retiredAt: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was retired.' })
  retiredReason: string | null;
}
