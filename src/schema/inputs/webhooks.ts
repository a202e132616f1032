import { Field, ID, InputType } from 'type-graphql';
import { CatalogEventKind } from '../enums/feed.js';
import { WebhookFormat } from '../enums/webhooks.js';
import { Cursor } from '../scalars/Cursor.js';
import { ContractChangeFilter } from './filters.js';
import { idempotencyKey } from './idempotencyKey.js';

const filter =
  'As `contractChanges` is filtered. Events of other kinds are told by the same conditions as far as they have them: domains, products, ports, actors, since, until; one that asks for contracts, severities or kinds of changes tells of nothing else.';

@InputType({ description: 'A webhook to make.' })
export class CreateWebhookInput {
  @Field(() => String, { description: 'Where events are sent: https://...' })
  url: string;

  @Field(() => [CatalogEventKind], { nullable: true, description: 'Which kinds; all where not given.' })
  events?: string[] | null;

  @Field(() => ContractChangeFilter, { nullable: true, description: filter })
  filter?: ContractChangeFilter | null;

  @Field(() => WebhookFormat, {
    nullable: true,
    defaultValue: WebhookFormat.CLOUDEVENTS,
    description: 'What it is sent.',
  })
  format?: 'cloudevents' | 'slack' | null;

  @Field(() => Cursor, {
    nullable: true,
    description: 'Begins after this event of the feed; with what is committed from now on where not given.',
  })
  after?: string | null;

  @Field(() => String, idempotencyKey)
  idempotencyKey?: string | null;
}

@InputType({ description: 'What is to change of a webhook; what is not given stays.' })
export class UpdateWebhookInput {
  @Field(() => ID, { description: 'As `webhooks` gives it.' })
  id: string;

  @Field(() => String, { nullable: true, description: 'Where events are sent.' })
  url?: string | null;

  @Field(() => [CatalogEventKind], { nullable: true, description: 'Which kinds; null: all.' })
  events?: string[] | null;

  @Field(() => ContractChangeFilter, { nullable: true, description: `${filter} null: all.` })
  filter?: ContractChangeFilter | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'false: nothing is sent. true: it goes on where it stood, and nothing is left out.',
  })
  enabled?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: it gets a new secret. For a day requests are signed with the old one besides.',
  })
  rotateSecret?: boolean | null;
}

@InputType({ description: 'A webhook to take away.' })
export class DeleteWebhookInput {
  @Field(() => ID, { description: 'As `webhooks` gives it.' })
  id: string;
}

@InputType({ description: 'What a webhook is to be told again.' })
export class RedeliverInput {
  @Field(() => ID, { description: 'As `webhooks` gives it.' })
  webhook: string;

  @Field(() => Cursor, {
    description: 'All that it asks for after this event of the feed: the cursor of a delivery, or of any entry.',
  })
  after: string;
}
