import { Field, ObjectType } from 'type-graphql';
import { ModelingPattern } from '../../enums/organisation.js';
import { DataContract } from '../contracts/DataContract.js';
import { Diagnostic } from './Diagnostic.js';
import { SourceLocation } from '../common/SourceLocation.js';

@ObjectType({ simpleResolvers: true, description: 'A model and its name under another pattern.' })
export class Rename {
  @Field(() => String, { description: 'The name it has.' })
  from: string;

  @Field(() => String, { nullable: true, description: 'The name it gets; null where it cannot be decided.' })
  to?: string | null;

  @Field(() => String, { description: 'Why it is named so, or why nothing can be decided.' })
  reason: string;

  @Field(() => String, { description: 'The product it belongs to, by its name.' })
  product: string;
}

@ObjectType({ simpleResolvers: true, description: 'What a model lacks to be what its name under the target says.' })
export class PatternGap {
  @Field(() => String, { description: 'Its name under the target.' })
  model: string;

  @Field(() => String, { description: '`Type 2 dimension`, `hub`, `link`, `satellite`.' })
  is: string;

  @Field(() => [String], { description: '`effective_from`, `hash key`, `a second hub` ...' })
  lacks: readonly string[];

  @Field(() => SourceLocation, { description: 'Where the model is declared.' })
  location: SourceLocation;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What a change of the modeling pattern would mean (ADR-0021, Pattern Migration); nothing is written.',
})
export class MigrationPlan {
  @Field(() => ModelingPattern, { description: 'The pattern that stands.' })
  from: string;

  @Field(() => ModelingPattern, { description: 'The pattern to go to.' })
  to: string;

  @Field(() => [Rename], { description: 'In the order of layers, then by name.' })
  renames: readonly Rename[];

  @Field(() => [Rename], { description: 'What only a mapping file can decide, with the reason.' })
  undecided: readonly Rename[];

  @Field(() => [Diagnostic], { description: 'What is in the way, and what the products lack under the target.' })
  diagnostics: readonly object[];

  @Field(() => [PatternGap], {
    description: 'Columns and references to be added: what dimensions, hubs, links and satellites of the target have.',
  })
  lacking: readonly PatternGap[];

  @Field(() => [DataContract], {
    description: 'Contracts on output ports of which the table gets another name, by name.',
  })
  affectedContracts: readonly object[];
}
