import { Field, ObjectType } from 'type-graphql';
import type { Severity } from '../../../compiler/diagnostic.js';
import { DiagnosticSeverity } from '../../enums/compilation.js';
import { JsonValue } from '../../scalars/JsonValue.js';
import { SourceLocation } from '../common/SourceLocation.js';

@ObjectType({ description: 'A second place that belongs to a finding.', simpleResolvers: true })
export class RelatedLocation {
  @Field(() => String, { description: 'What it has to do with it.' })
  message: string;

  @Field(() => SourceLocation, { description: 'Where.' })
  location: SourceLocation;
}

@ObjectType({ description: 'A finding of the compiler.', simpleResolvers: true })
export class Diagnostic {
  @Field(() => String, {
    description: 'Stable words, e.g. `NAMING_UNKNOWN_LAYER_PREFIX`; `diagnosticRules` explains each.',
  })
  code: string;

  @Field(() => JsonValue, { nullable: true, description: 'The facts behind the sentence, shaped by the code.' })
  details?: unknown;

  @Field(() => DiagnosticSeverity, { description: 'ERROR fails the compilation.' })
  severity: Severity;

  @Field(() => String, { description: 'One sentence: what is wrong.' })
  message: string;

  @Field(() => String, { nullable: true, description: 'What was expected in place of what was found.' })
  expected?: string;

  @Field(() => String, { nullable: true, description: 'The mend.' })
  hint?: string;

  @Field(() => [String], { description: 'The lines the console prints below the message.' })
  notes: readonly string[];

  @Field(() => String, { nullable: true, description: 'The model, port, contract ... it is about.' })
  subject?: string;

  @Field(() => SourceLocation, { nullable: true, description: 'Where; null where the mistake is an absence.' })
  location?: SourceLocation;
}
