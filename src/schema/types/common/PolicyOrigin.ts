import { Field, ObjectType } from 'type-graphql';
import type { MergeStrategy as Strategy } from '../../../compiler/artifact.js';
import { MergeStrategy } from '../../enums/organisation.js';
import { JsonValue } from '../../scalars/JsonValue.js';
import { SourceLocation } from './SourceLocation.js';

@ObjectType({ description: 'What one manifest of the chain says of a path.', simpleResolvers: true })
export class PolicyStep {
  @Field(() => JsonValue, { nullable: true, description: 'The value it states.' })
  value: unknown;

  @Field(() => SourceLocation, { nullable: true, description: 'Where in its document.' })
  location: SourceLocation | null;
}

@ObjectType({
  description: 'Which manifest an effective value came from, and what it replaced or strengthened on the way.',
  simpleResolvers: true,
})
export class PolicyOrigin {
  @Field(() => String, { description: 'The path in `effective`: `governance.quality_gates.minimum_test_coverage`.' })
  path: string;

  @Field(() => JsonValue, { nullable: true, description: 'The value that stands.' })
  value: unknown;

  @Field(() => MergeStrategy, { description: 'By which rule it stands (decision 8).' })
  strategy: Strategy;

  @Field(() => [PolicyStep], { description: 'Every manifest that states the path, the root of the chain first.' })
  chain: readonly PolicyStep[];
}
