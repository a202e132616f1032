import { Field, ObjectType } from 'type-graphql';
import { CatalogEventKind } from '../../enums/feed.js';
import { DateTime } from '../../scalars/DateTime.js';
import { ContractChange } from './ContractChange.js';

@ObjectType({
  simpleResolvers: true,
  description: 'One event of the catalog, in the order of commits (docs/subscriptions.md).',
})
export class CatalogEvent {
  @Field(() => DateTime, { description: 'When it was committed.' })
  at: string;

  @Field(() => CatalogEventKind, { description: 'What happened.' })
  kind: string;

  @Field(() => ContractChange, {
    nullable: true,
    description: 'The entry of the change feed that it is; null for what is no change of a contract.',
  })
  change: object | null;
}
