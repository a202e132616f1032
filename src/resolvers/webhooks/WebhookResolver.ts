import { Args, Ctx, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.js';
import type { WebhookDeliveryRow } from '../../entities/rows/webhooks/WebhookDeliveryRow.js';
import type { WebhookRow } from '../../entities/rows/webhooks/WebhookRow.js';
import { ForwardPageArgs } from '../../schema/args/PageArgs.js';
import { DeliveryConnection } from '../../schema/connections/webhooks.js';
import { CatalogEventKind } from '../../schema/enums/feed.js';
import { encodeEventCursor } from '../../schema/eventCursor.js';
import { asGiven } from '../../schema/inputs/asGiven.js';
import { Cursor } from '../../schema/scalars/Cursor.js';
import { JsonValue } from '../../schema/scalars/JsonValue.js';
import { Delivery } from '../../schema/types/webhooks/Delivery.js';
import { EVERY_KIND, Webhook } from '../../schema/types/webhooks/Webhook.js';
import { connection } from '../paging/connection.js';
import { pageRange } from '../paging/pageRange.js';
import { mayManage } from '../fields/webhooksSeen.js';

@Resolver(() => Webhook)
export class WebhookResolver {
  @FieldResolver(() => String, {
    description: 'Where events are sent; for those who may not change it without its path, which may be a secret.',
  })
  url(@Root() webhook: WebhookRow, @Ctx() context: Context): string {
    return mayManage(context, webhook) ? webhook.url : `${new URL(webhook.url).origin}/...`;
  }

  @FieldResolver(() => [CatalogEventKind], { description: 'Which kinds of events.' })
  events(@Root() { events }: WebhookRow): readonly string[] {
    return events ?? EVERY_KIND;
  }

  @FieldResolver(() => JsonValue, { nullable: true, description: 'The filter as it was given; null: none.' })
  filter(@Root() { filter }: WebhookRow): object | null {
    return asGiven(filter);
  }

  @FieldResolver(() => Boolean, { description: 'Whether something is sent.' })
  enabled(@Root() { enabled }: WebhookRow): boolean {
    return enabled === 1;
  }

  @FieldResolver(() => Int, { description: 'How many deliveries wait.' })
  async backlog(@Root() { id }: WebhookRow, @Ctx() { loaders }: Context): Promise<number> {
    return (await loaders.backlogOfWebhook.load(id))?.count ?? 0;
  }

  @FieldResolver(() => DeliveryConnection, {
    description: 'What it was told of or is to be, the latest first; what has ended is kept for some days.',
  })
  deliveries(
    @Root() { id }: WebhookRow,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() { loaders }: Context,
  ): object {
    const range = pageRange(args);
    return connection({
      page: () => loaders.deliveriesOfWebhook.page(id, range, null),
      count: () => loaders.deliveriesOfWebhook.count(id, null),
    });
  }
}

@Resolver(() => Delivery)
export class DeliveryResolver {
  @FieldResolver(() => ID, { description: 'Of this delivery: one that is sent again by `redeliver` has another.' })
  id(@Root() { id }: WebhookDeliveryRow): string {
    return Buffer.from(`Delivery:${id}`, 'utf8').toString('base64url');
  }

  @FieldResolver(() => Cursor, { description: 'The place of the event in the feed: `after` of `redeliver`.' })
  cursor(@Root() { seq }: WebhookDeliveryRow): string {
    return encodeEventCursor(seq);
  }
}
