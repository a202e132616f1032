import { Field, ObjectType } from 'type-graphql';
import type { CompiledAccess } from '../../../compiler/artifact.js';
import { AccessDefault } from '../../enums/organisation.js';
import { Grant } from '../platform/Grant.js';

@ObjectType({ description: 'Who may read an output port (ADR-0021, output ports: access).', simpleResolvers: true })
export class PortAccess {
  @Field(() => AccessDefault, { description: 'What holds for whoever has no grant.' })
  default: CompiledAccess['default'];

  @Field(() => [Grant], { description: 'In the order of the document.' })
  grants: readonly Grant[];
}
