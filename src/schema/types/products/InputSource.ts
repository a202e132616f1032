import { createUnionType, Field, ObjectType } from 'type-graphql';
import { ColumnsOrigin } from '../../enums/contracts.js';
import type { Tagged } from '../common/Node.js';
import { JsonValue } from '../../scalars/JsonValue.js';

@ObjectType({ description: 'A system outside the mesh (ADR-0021, source type: ingestion).', simpleResolvers: true })
class IngestionSource {
  @Field(() => String, { description: 'The tool: `dlt`, `airbyte` ...' })
  type: string;

  @Field(() => String, { description: 'The system: `salesforce` ...' })
  source: string;

  @Field(() => JsonValue, { description: 'What else `config` says.' })
  config: unknown;
}

@ObjectType({ description: 'An output port of another product.', simpleResolvers: true })
export class DataProductSource {
  @Field(() => String, { description: 'Its fqn as the document names it: `domain.product.port`.' })
  ref: string;

  @Field(() => ColumnsOrigin, { nullable: true, description: 'How it is known; null where it is not.' })
  columnsOrigin: string | null;
}

export const InputSource = createUnionType({
  name: 'InputSource',
  description: 'Where an input port reads from.',
  types: () => [IngestionSource, DataProductSource] as const,
  resolveType: (value: object) => (value as Tagged).__typename,
});
