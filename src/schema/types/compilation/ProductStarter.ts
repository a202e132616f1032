import { Field, ObjectType } from 'type-graphql';
import type { ModelingPattern as Pattern } from '../../../compiler/artifact.js';
import type { Diagnostic as Finding } from '../../../compiler/diagnostic.js';
import type { SourceFile } from '../../../compiler/source.js';
import { ModelingPattern } from '../../enums/organisation.js';
import { Diagnostic } from './Diagnostic.js';

@ObjectType({ simpleResolvers: true, description: 'A file to be written.' })
class StarterFile {
  @Field(() => String, { description: 'Its path in the folder of the product, e.g. `models/sources.yml`.' })
  path: string;

  @Field(() => String, { description: 'Its text.' })
  content: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A product that begins under a manifest (ADR-0021, `floe init`; docs/init.md), or why it cannot. Nothing is kept of it.',
})
export class ProductStarter {
  @Field(() => String, { description: '`sales.customer-churn`.' })
  fqn: string;

  @Field(() => String, { description: 'How its document names the manifest: an `oci://` ref, or `name@version`.' })
  ref: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The team that owns it: the one that was asked for, else that of the manifest; null where neither is said.',
  })
  team: string | null;

  @Field(() => String, { nullable: true, description: 'Where that team is reached, likewise.' })
  email: string | null;

  @Field(() => ModelingPattern, {
    nullable: true,
    description: 'The pattern of its models; null where no product can begin under the manifest.',
  })
  pattern: Pattern | null;

  @Field(() => String, { nullable: true, description: 'The compute that its profile is for; null with no files.' })
  compute: string | null;

  @Field(() => [StarterFile], { description: 'All its files; none where there is a refusal.' })
  files: readonly SourceFile[];

  @Field(() => [String], { description: 'What is left to whoever begins it, a sentence each.' })
  notes: readonly string[];

  @Field(() => [Diagnostic], { description: 'What is wrong with the manifests, or with what was said of the product.' })
  diagnostics: readonly Finding[];

  @Field(() => String, { nullable: true, description: 'Why it cannot begin, a sentence; null where it can.' })
  refusal: string | null;
}
