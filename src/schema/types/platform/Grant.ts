import { Field, ObjectType } from 'type-graphql';
import type { CompiledGrant } from '../../../compiler/artifact.js';
import { Access, GranteeKind } from '../../enums/organisation.js';

@ObjectType({ description: 'Who may do what.', simpleResolvers: true })
export class Grant {
  @Field(() => String, { description: 'The name of the role, domain or product (its fqn).' })
  grantee: string;

  @Field(() => GranteeKind, { description: 'What `grantee` names.' })
  granteeKind: CompiledGrant['granteeKind'];

  @Field(() => Access, { description: 'What it allows.' })
  access: CompiledGrant['access'];
}
