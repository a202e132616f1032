import { Field, ObjectType } from 'type-graphql';
import { JsonValue } from '../../scalars/JsonValue.js';
import { PolicyOrigin } from '../common/PolicyOrigin.js';

@ObjectType({
  description: 'A service a domain works with (ADR-0021, Data Mesh Infrastructure Topology).',
  simpleResolvers: true,
})
export class PlatformService {
  @Field(() => String, { description: '`compute`, `orchestrator`, `catalog`, `ingestion`, `semantic_layer` ...' })
  kind: string;

  @Field(() => String, { description: '`spark`, `dagster`, `polaris`, `cube` ...' })
  type: string;

  @Field(() => JsonValue, { nullable: true, description: 'Its settings under `services`, if any.' })
  config: unknown;

  @Field(() => Boolean, { description: 'true: offered to all by the platform above; false: chosen by this domain.' })
  shared: boolean;

  @Field(() => PolicyOrigin, { description: 'Where the choice came from.' })
  origin: PolicyOrigin;
}
