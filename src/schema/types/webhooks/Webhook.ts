import { Field, ObjectType } from 'type-graphql';
import { CatalogEventKind } from '../../enums/feed.js';
import { WebhookFormat } from '../../enums/webhooks.js';
import { DateTime } from '../../scalars/DateTime.js';
import { Node } from '../common/Node.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'An address that events are sent to as they are committed (docs/webhooks.md).',
})
export class Webhook {
  @Field(() => WebhookFormat, { description: 'What it is sent.' })
  format: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Why nothing is sent, where it was not said by `updateWebhook`: the receiver is gone, or the token that it was made with was revoked.',
  })
  disabledReason: string | null;

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt: string;

  @Field(() => String, { nullable: true, description: 'Who made it: it is told what he may see.' })
  createdBy: string | null;

  /** null: all kinds. */
  events: string[] | null;
}

/** Every kind of event there is. */
export const EVERY_KIND: readonly string[] = Object.values(CatalogEventKind);
