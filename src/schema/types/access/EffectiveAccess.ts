import { Field, ObjectType } from 'type-graphql';
import { Access } from '../../enums/organisation.js';
import { OutputPort } from '../products/OutputPort.js';

@ObjectType({ simpleResolvers: true, description: 'One reason for which somebody may read a port, or may not.' })
export class AccessReason {
  @Field(() => String, { description: 'In words.' })
  message: string;
}

@ObjectType({ simpleResolvers: true, description: 'What somebody may do with an output port, and why.' })
export class EffectiveAccess {
  @Field(() => OutputPort, { description: 'The port.' })
  port: object;

  @Field(() => String, { description: 'Whose access it is: as it was asked, or the name of who is asking.' })
  principal: string;

  @Field(() => Access, { nullable: true, description: 'The most that anything grants; null: nothing.' })
  access: 'read' | 'read_write' | null;

  @Field(() => [AccessReason], { description: 'All that grants it; where nothing does, the one reason why.' })
  reasons: readonly AccessReason[];
}
