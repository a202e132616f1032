import { Field, ObjectType } from 'type-graphql';
import type { CompiledManifest } from '../../../compiler/artifact.js';
import { ManifestScope } from '../../enums/organisation.js';
import { Node } from '../common/Node.js';
import { DateTime } from '../../scalars/DateTime.js';
import { SemVer } from '../../scalars/SemVer.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A published version of a manifest (ADR-0021, Three-Tier Configuration Hierarchy). Kept for ever.',
})
export class Manifest {
  @Field(() => String, {
    description: '`metadata.name`; with the version it names this manifest: `sales-domain@2.1.0`.',
  })
  name: string;

  @Field(() => SemVer, { description: '`metadata.version`.' })
  version: string;

  @Field(() => ManifestScope, { description: 'The tier it speaks for.' })
  scope: CompiledManifest['scope'];

  @Field(() => String, { description: 'The document as it was published, YAML.' })
  source: string;

  @Field(() => String, { description: 'Of the document: `sha256:` and 64 hexadecimal digits.' })
  digest: string;

  @Field(() => String, {
    nullable: true,
    description: 'The `oci://` ref it was published under; names this one artifact for ever (decision 10).',
  })
  ref: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The digest of the artifact that `ref` led to when this was pushed there: whoever trusts no tag asks the registry for this. Null for what was published in the catalog alone.',
  })
  artifactDigest: string | null;

  @Field(() => DateTime, { description: 'When it was published.' })
  publishedAt: string;
}
