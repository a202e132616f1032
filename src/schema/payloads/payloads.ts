import { Field, Int, ObjectType } from 'type-graphql';
import { Announcement } from '../types/contracts/Announcement.js';
import { ChangePreview } from '../types/contracts/ChangePreview.js';
import { Compilation } from '../types/compilation/Compilation.js';
import { DataProduct } from '../types/products/DataProduct.js';
import { Diagnostic } from '../types/compilation/Diagnostic.js';
import { Manifest } from '../types/platform/Manifest.js';
import { Maintenance } from '../types/contracts/Maintenance.js';
import { SlaBreach } from '../types/contracts/SlaBreach.js';
import { UserError } from '../types/common/UserError.js';

const unchanged =
  'Whether this version stood already, with this very content: then nothing but the compilation is new.';
const userErrors = 'Mistakes in the input; empty where there are none.';

@ObjectType({ description: 'What publishManifest did.', simpleResolvers: true })
export class PublishManifestPayload {
  @Field(() => Manifest, { nullable: true, description: 'The published one; null where it was refused.' })
  manifest: object | null;

  @Field(() => Compilation, { nullable: true, description: 'How it was compiled.' })
  compilation: object | null;

  @Field(() => [Diagnostic], { description: 'All findings, in the order of stage, document and position.' })
  diagnostics: readonly object[];

  @Field(() => Boolean, { description: unchanged })
  unchanged: boolean;

  @Field(() => [UserError], { description: userErrors })
  userErrors: readonly UserError[];
}

@ObjectType({ description: 'What compileManifest found; nothing is published.', simpleResolvers: true })
export class CompileManifestPayload {
  @Field(() => Compilation, { description: 'Recorded, failed or not.' })
  compilation: object;
}

@ObjectType({ description: 'What compileProduct found; nothing is published.', simpleResolvers: true })
export class CompileProductPayload {
  @Field(() => Compilation, { description: 'Recorded, failed or not.' })
  compilation: object;
}

@ObjectType({
  description: 'What publishProduct did: all of it in one transaction, or nothing but the recorded compilation.',
  simpleResolvers: true,
})
export class PublishProductPayload {
  @Field(() => DataProduct, { nullable: true, description: 'The published one; null where it was refused.' })
  product: object | null;

  @Field(() => Compilation, { description: 'Recorded, failed or not.' })
  compilation: object;

  @Field(() => Boolean, { description: unchanged })
  unchanged: boolean;

  @Field(() => [UserError], { description: userErrors })
  userErrors: readonly UserError[];
}

@ObjectType({
  description: 'What publishTogether did: all of it in one transaction, or nothing.',
  simpleResolvers: true,
})
export class PublishTogetherPayload {
  @Field(() => Manifest, {
    nullable: true,
    description: 'The published one; null where none was given, or all was refused.',
  })
  manifest: object | null;

  @Field(() => [DataProduct], { description: 'The published ones, in the order given; empty where all was refused.' })
  products: readonly object[];

  @Field(() => [Diagnostic], { description: 'All findings, of the manifest, then of the products, as far as it got.' })
  diagnostics: readonly object[];

  @Field(() => [UserError], { description: userErrors })
  userErrors: readonly UserError[];
}

@ObjectType({ description: 'What became of one of many documents.', simpleResolvers: true })
class PublishedItem {
  @Field(() => String, {
    description: 'The fqn of the product or the name of the manifest; its file where neither could be read.',
  })
  subject: string;

  @Field(() => DataProduct, { nullable: true, description: 'The product as it stands; null where it was refused.' })
  product: object | null;

  @Field(() => Manifest, { nullable: true, description: 'The published manifest; null where it was refused.' })
  manifest: object | null;

  @Field(() => Compilation, {
    nullable: true,
    description: 'How it was compiled; null where it could not be compiled at all (`userErrors`).',
  })
  compilation: object | null;

  @Field(() => [UserError], { description: userErrors })
  userErrors: readonly UserError[];
}

@ObjectType({
  description: 'What publishMany did. Each document stands or is refused on its own.',
  simpleResolvers: true,
})
export class PublishManyPayload {
  @Field(() => Int, { description: 'How many stand now as they were given, those that stood already with them.' })
  published: number;

  @Field(() => Int, { description: 'How many were refused.' })
  failed: number;

  @Field(() => [PublishedItem], { description: 'The manifests, then the products, in the order given.' })
  results: readonly object[];
}

@ObjectType({ description: 'What previewChange found; nothing is written.', simpleResolvers: true })
export class PreviewChangePayload {
  @Field(() => ChangePreview, {
    nullable: true,
    description: 'null: nothing of it stands yet, or the documents cannot be read (`diagnostics`).',
  })
  preview: object | null;

  @Field(() => [Diagnostic], { description: 'The findings of compiling the documents.' })
  diagnostics: readonly object[];
}

@ObjectType({ description: 'What announceProduct did; nothing is published.', simpleResolvers: true })
export class AnnounceProductPayload {
  @Field(() => Announcement, { nullable: true, description: 'null where it was refused.' })
  announcement: object | null;

  @Field(() => Compilation, { description: 'Recorded, failed or not.' })
  compilation: object;

  @Field(() => [UserError], { description: userErrors })
  userErrors: readonly UserError[];
}

@ObjectType({ description: 'What became of an announcement.', simpleResolvers: true })
export class AnnouncementPayload {
  @Field(() => Announcement, { nullable: true, description: 'null where the request was refused.' })
  announcement: object | null;

  @Field(() => [UserError], { description: userErrors })
  userErrors: readonly UserError[];
}

@ObjectType({ description: 'What retireProduct did.', simpleResolvers: true })
export class RetireProductPayload {
  @Field(() => DataProduct, { nullable: true, description: 'The retired one; null where it was refused.' })
  product: object | null;

  @Field(() => [UserError], { description: userErrors })
  userErrors: readonly UserError[];
}

@ObjectType({ description: 'What recordObservations did.', simpleResolvers: true })
export class RecordObservationsPayload {
  @Field(() => Int, { description: 'How many stand now: all of them, those that were recorded before too; or none.' })
  accepted: number;

  @Field(() => [SlaBreach], { description: 'Breaches that they opened or resolved, in the order of the observations.' })
  breaches: readonly object[];

  @Field(() => [UserError], { description: userErrors })
  userErrors: readonly UserError[];
}

@ObjectType({ description: 'What acknowledgeBreach did.', simpleResolvers: true })
export class AcknowledgeBreachPayload {
  @Field(() => SlaBreach, { nullable: true, description: 'As it stands; null where there is none.' })
  breach: object | null;

  @Field(() => [UserError], { description: userErrors })
  userErrors: readonly UserError[];
}

@ObjectType({ description: 'What scheduleMaintenance did.', simpleResolvers: true })
export class MaintenancePayload {
  @Field(() => Maintenance, { nullable: true, description: 'null where it was refused.' })
  maintenance: object | null;

  @Field(() => [UserError], { description: userErrors })
  userErrors: readonly UserError[];
}
