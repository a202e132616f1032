import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { StageStatus as Status } from '../../../compiler/result.js';
import { CompilationStatus, StageStatus } from '../../enums/compilation.js';
import { Node } from '../common/Node.js';
import { DateTime } from '../../scalars/DateTime.js';
import { JsonValue } from '../../scalars/JsonValue.js';
import { Diagnostic } from './Diagnostic.js';

@ObjectType({ description: 'One printed line of a stage: `✓` or `✗`.', simpleResolvers: true })
export class Check {
  @Field(() => Boolean, { description: 'false: an error or a warning, told in `diagnostic`.' })
  ok: boolean;

  @Field(() => String, { description: 'The line.' })
  message: string;

  @Field(() => Int, { description: '0: a line of the stage; 1: it belongs to the line above it.' })
  depth: number;

  @Field(() => Diagnostic, { nullable: true, description: 'What a line that is not ok found.' })
  diagnostic?: Diagnostic;
}

@ObjectType({ description: 'What the console prints as `[index/of] title`.', simpleResolvers: true })
export class CompilationStage {
  @Field(() => Int, { description: 'From 1.' })
  index: number;

  @Field(() => Int, { description: 'The number of stages: 4 centralized and for manifests, 6 in a data mesh.' })
  of: number;

  @Field(() => String, { description: 'As ADR-0021 prints it: `Validating data contracts`.' })
  title: string;

  @Field(() => StageStatus, { description: 'How it ended.' })
  status: Status;

  @Field(() => [Check], { description: 'Its lines, in order.' })
  checks: readonly Check[];
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A recorded compilation, failed or not (ADR-0021, Compile-Time Enforcement).',
})
export class Compilation {
  @Field(() => String, {
    description: 'The fqn of the product or the name of the manifest; the file where neither could be read.',
  })
  subject: string;

  @Field(() => CompilationStatus, { description: 'How it ended.' })
  status: 'succeeded' | 'failed';

  @Field(() => [CompilationStage], { description: 'In order; what `floe compile` prints.' })
  stages: readonly CompilationStage[];

  @Field(() => String, {
    nullable: true,
    description: 'The last line the console prints of a failed one: what to do next.',
  })
  closing: string | null;

  @Field(() => JsonValue, {
    nullable: true,
    description: 'The compiled product (or manifest) once it succeeded: the same bytes for the same input.',
  })
  artifacts: unknown;

  @Field(() => String, {
    description: 'What it was compiled for; `production` where nobody said otherwise (decision 20).',
  })
  environment: string;

  @Field(() => Float, { description: 'Milliseconds.' })
  durationMs: number;

  @Field(() => DateTime, { description: 'When it was compiled.' })
  at: string;
}
