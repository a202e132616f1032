import { Field, Int, ObjectType } from 'type-graphql';
import { ChangeBump, ImpactVerdict } from '../../enums/contracts.js';
import { DateTime } from '../../scalars/DateTime.js';
import { Duration } from '../../scalars/Duration.js';
import { SemVer } from '../../scalars/SemVer.js';
import { PlannedChange } from './PlannedChange.js';

@ObjectType({ simpleResolvers: true, description: 'What changes in one output port.' })
export class PortChanges {
  @Field(() => String, { description: 'The name of the port, the old one where it was renamed.' })
  port: string;

  @Field(() => [PlannedChange], { description: 'The gravest first.' })
  changes: readonly PlannedChange[];
}

@ObjectType({ simpleResolvers: true, description: 'What a change means to one consumer.' })
export class ConsumerImpact {
  @Field(() => ImpactVerdict, { description: 'The gravest of what reaches it.' })
  verdict: string;

  @Field(() => String, { description: 'The name of the output port.' })
  port: string;

  @Field(() => [String], {
    nullable: true,
    description: 'The columns that it reads, as far as anybody knows; null: nobody, so all of them.',
  })
  columns: readonly string[] | null;

  @Field(() => [PlannedChange], { description: 'Those that reach it, the gravest first.' })
  changes: readonly PlannedChange[];
}

@ObjectType({ simpleResolvers: true, description: 'A product behind a consumer that a change hits.' })
export class DownstreamImpact {
  @Field(() => Int, { description: 'Steps from the product that changes: 2 and more.' })
  depth: number;

  @Field(() => [String], { description: 'The fqns of the products on the shortest way, beginning with the consumer.' })
  via: readonly string[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'What a change would mean if it were published now (docs/contracts.md). Nothing is written.',
})
export class ChangePreview {
  @Field(() => String, { description: 'Of the product that changes.' })
  fqn: string;

  @Field(() => SemVer, {
    description: 'The version that stands: of the product, or of the contract that was handed in.',
  })
  before: string;

  @Field(() => SemVer, { description: 'The version that is to be.' })
  after: string;

  @Field(() => [PortChanges], { description: 'Every change, port by port, by the mode of the provider.' })
  ports: readonly PortChanges[];

  @Field(() => ChangeBump, { nullable: true, description: 'Which part of the version must rise; null: none.' })
  bump: string | null;

  @Field(() => Duration, { nullable: true, description: 'The longest notice of the contracts it breaks.' })
  notice: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'From when it could be published: what was announced, or, announced now, after the notice. null: now.',
  })
  effectiveAt: string | null;
}
