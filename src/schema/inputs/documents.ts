import { Field, ID, InputType } from 'type-graphql';
import type { ModelingPattern as ModelingPatternName } from '../../compiler/artifact.js';
import { AnnouncementResponse } from '../enums/contracts.js';
import { ModelingPattern } from '../enums/organisation.js';
import { DateTime } from '../scalars/DateTime.js';
import { idempotencyKey } from './idempotencyKey.js';
import { SemVer } from '../scalars/SemVer.js';

@InputType({ description: 'A manifest to compile or publish.' })
export class PublishManifestInput {
  @Field(() => String, { description: 'The document, YAML.' })
  source: string;

  @Field(() => String, {
    nullable: true,
    defaultValue: 'manifest.yaml',
    description: 'What diagnostics call the document.',
  })
  file?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The `oci://` ref to publish it under; where not given, the one the configured registry implies.',
  })
  ref?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The digest of the artifact that the ref leads to in its registry, `sha256:` and 64 hexadecimal digits, as it was read back after a push. It pins the ref; another one for a version that stands is a CONFLICT.',
  })
  artifactDigest?: string | null;

  @Field(() => SemVer, {
    nullable: true,
    description: 'publishManifest: the version it replaces; another one stored is a CONFLICT, which tells it.',
  })
  expectedVersion?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'A name of your choice, e.g. a UUID, under which `compilationProgressed` sends the stages as they end.',
  })
  progressId?: string | null;

  @Field(() => String, idempotencyKey)
  idempotencyKey?: string | null;
}

@InputType({ description: 'A file that goes with a document.' })
export class DocumentInput {
  @Field(() => String, { description: 'Relative to the product folder: `schemas/customers.json`.' })
  path: string;

  @Field(() => String, { description: 'Its text.' })
  content: string;
}

@InputType({ description: 'A product to compile or publish.' })
export class CompileProductInput {
  @Field(() => String, { description: 'data-product.yaml, its text.' })
  source: string;

  @Field(() => String, {
    nullable: true,
    defaultValue: 'data-product.yaml',
    description: 'What diagnostics call the document.',
  })
  file?: string | null;

  @Field(() => [DocumentInput], {
    nullable: true,
    defaultValue: [],
    description: 'schemas/*.json, dbt schema YAML and SQL, platform-manifest.yaml ... of the product folder.',
  })
  files?: DocumentInput[] | null;

  @Field(() => String, {
    nullable: true,
    description: "dbt's target/manifest.json, any version from v4 on, in place of schema YAML.",
  })
  dbtManifest?: string | null;

  @Field(() => String, { nullable: true, description: '`production` where not given (decision 20).' })
  environment?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'publishProduct: the `oci://` ref that this version was pushed to.',
  })
  ref?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'publishProduct: the digest of the artifact that the ref leads to, as it was read back after the push. Another one for a version that stands is a CONFLICT.',
  })
  artifactDigest?: string | null;

  @Field(() => SemVer, {
    nullable: true,
    description:
      'publishProduct, announceProduct: the version that stands, and is to be replaced; another one is a CONFLICT, which tells it.',
  })
  expectedVersion?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'publishProduct: why contracts may be broken before their notice has ended; kept and shown. Without it such a publication is refused (CONTRACT_NOTICE).',
  })
  forceReason?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'A name of your choice, e.g. a UUID, under which `compilationProgressed` sends the stages as they end.',
  })
  progressId?: string | null;

  @Field(() => String, idempotencyKey)
  idempotencyKey?: string | null;
}

@InputType({ description: 'A version of a product that is to come.' })
export class AnnounceProductInput extends CompileProductInput {
  @Field(() => DateTime, {
    nullable: true,
    description: 'From when it may be published: later than the notices ask for, never earlier.',
  })
  effectiveAt?: Date | null;
}

@InputType({ description: 'An announcement to take back.' })
export class WithdrawAnnouncementInput {
  @Field(() => String, { description: 'Of the product.' })
  fqn: string;

  @Field(() => String, { description: 'Why, for the consumers.' })
  reason: string;

  @Field(() => SemVer, {
    nullable: true,
    description: 'The version that is announced; another one is a CONFLICT, which tells it.',
  })
  expectedVersion?: string | null;
}

@InputType({ description: "A consumer's answer to a breaking change that is announced." })
export class AcknowledgeChangeInput {
  @Field(() => String, { description: 'The name of the contract.' })
  contract: string;

  @Field(() => AnnouncementResponse, { description: 'What the consumer says to it.' })
  response: 'accepted' | 'migrating' | 'blocked';

  @Field(() => String, { nullable: true, description: 'For the provider.' })
  note?: string | null;

  @Field(() => SemVer, {
    nullable: true,
    description:
      'The version of the provider that is answered: the one that is announced, or that stands and broke the contract; another one is a CONFLICT, which tells it.',
  })
  expectedVersion?: string | null;
}

@InputType({ description: 'A product to take out of service.' })
export class RetireProductInput {
  @Field(() => String, { description: 'Of the product.' })
  fqn: string;

  @Field(() => String, { description: 'Why, for those who look for it later.' })
  reason: string;

  @Field(() => SemVer, {
    nullable: true,
    description: 'The version that stands; another one is a CONFLICT, which tells it.',
  })
  expectedVersion?: string | null;
}

@InputType({ description: 'A change of the modeling pattern to think through: of a domain, or of one product.' })
export class AnalyzeMigrationInput {
  @Field(() => String, { nullable: true, description: 'The name of a domain.' })
  domain?: string | null;

  @Field(() => String, { nullable: true, description: 'The fqn of a product, in place of a domain.' })
  product?: string | null;

  @Field(() => ModelingPattern, { description: 'The pattern to go to.' })
  to: ModelingPatternName;
}

@InputType({ description: 'A manifest and products to publish together.' })
export class PublishTogetherInput {
  @Field(() => PublishManifestInput, { nullable: true, description: 'It is published before the products.' })
  manifest?: PublishManifestInput | null;

  @Field(() => [CompileProductInput], { description: 'In the order in which they are published: providers first.' })
  products: CompileProductInput[];

  @Field(() => String, idempotencyKey)
  idempotencyKey?: string | null;
}

@InputType({ description: 'Any number of manifests and products to publish.' })
export class PublishManyInput {
  @Field(() => [PublishManifestInput], {
    nullable: true,
    description: 'They are published before the products, an enterprise before its domains.',
  })
  manifests?: PublishManifestInput[] | null;

  @Field(() => [CompileProductInput], {
    nullable: true,
    description: 'In any order: providers are published before those that read them.',
  })
  products?: CompileProductInput[] | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'A name of your choice, e.g. a UUID, under which `compilationProgressed` sends a stage for each document as it is done.',
  })
  progressId?: string | null;

  @Field(() => String, idempotencyKey)
  idempotencyKey?: string | null;
}

@InputType({ description: 'Another JSON Schema for an output port that stands.' })
export class PortSchemaInput {
  @Field(() => String, { description: 'Of the port: `sales.customer-360.customers`.' })
  fqn: string;

  @Field(() => String, { description: 'The JSON Schema, its text.' })
  schema: string;

  @Field(() => String, { nullable: true, defaultValue: 'schema.json', description: 'What diagnostics call it.' })
  file?: string | null;
}

@InputType({ description: 'A DataContract document for a contract that stands.' })
export class ContractDocumentInput {
  @Field(() => String, { description: 'The name of the contract.' })
  name: string;

  @Field(() => String, { description: 'The document, YAML.' })
  source: string;

  @Field(() => String, { nullable: true, defaultValue: 'contract.yaml', description: 'What diagnostics call it.' })
  file?: string | null;
}

@InputType({ description: 'A change to think through: one of the three.' })
export class PreviewChangeInput {
  @Field(() => CompileProductInput, { nullable: true, description: 'A product as it is to be.' })
  product?: CompileProductInput | null;

  @Field(() => PortSchemaInput, { nullable: true, description: 'A port with another schema.' })
  port?: PortSchemaInput | null;

  @Field(() => ContractDocumentInput, { nullable: true, description: 'A contract with other terms.' })
  contract?: ContractDocumentInput | null;
}
