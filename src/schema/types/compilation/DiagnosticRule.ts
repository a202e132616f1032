import { Field, ObjectType } from 'type-graphql';
import type { Severity } from '../../../compiler/diagnostic.js';
import { DiagnosticSeverity } from '../../enums/compilation.js';

@ObjectType({ description: 'What a diagnostic code means.', simpleResolvers: true })
export class DiagnosticRule {
  @Field(() => String, { description: 'Stable words; never reused.' })
  code: string;

  @Field(() => String, { description: 'The rule in one sentence.' })
  title: string;

  @Field(() => DiagnosticSeverity, { description: 'What it raises where no manifest says otherwise.' })
  severity: Severity;

  @Field(() => String, { description: 'Why the rule is there.' })
  explanation: string;

  @Field(() => String, { description: 'A piece of a document that breaks it, and how it is right.' })
  example: string;

  @Field(() => String, { description: 'How to mend it.' })
  mend: string;
}
