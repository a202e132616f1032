import { Field, ObjectType } from 'type-graphql';
import { PrincipalKind } from '../../enums/access.js';

@ObjectType({ simpleResolvers: true, description: 'Who is asking, as the catalog sees it (docs/authentication.md).' })
export class Viewer {
  @Field(() => String, { nullable: true, description: 'As `actor` and `publishedBy` name it; null for nobody.' })
  name: string | null;

  @Field(() => PrincipalKind, { description: 'In which way it has said so.' })
  kind: 'anonymous' | 'user' | 'token';

  @Field(() => String, { nullable: true, description: 'By which owners in documents are known; null for none.' })
  email: string | null;

  @Field(() => [String], { description: 'The domains that it speaks for.' })
  domains: readonly string[];

  @Field(() => [String], { description: 'The teams that it is of, as documents name them (`owner.team`).' })
  teams: readonly string[];

  @Field(() => [String], { description: 'Its roles: those that grants name, and the rights of a person.' })
  roles: readonly string[];

  @Field(() => [String], { description: 'What a token is for; empty for a person.' })
  scopes: readonly string[];
}
