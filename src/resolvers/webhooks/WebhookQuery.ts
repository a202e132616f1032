import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.js';
import { countOf, pageOf } from '../../entities/paging.js';
import type { WebhookRow } from '../../entities/rows/webhooks/WebhookRow.js';
import { webhooksQuery } from '../../entities/webhooks/webhooks.js';
import { ForwardPageArgs } from '../../schema/args/PageArgs.js';
import { WebhookConnection } from '../../schema/connections/webhooks.js';
import { decodeGlobalId } from '../../schema/globalId.js';
import { Webhook } from '../../schema/types/webhooks/Webhook.js';
import { findNode } from '../fields/findNode.js';
import { mustRead } from '../fields/mayRead.js';
import { connection } from '../paging/connection.js';
import { pageRange } from '../paging/pageRange.js';
import { webhooksSeen } from '../fields/webhooksSeen.js';

/** Where events are sent (docs/webhooks.md). */
@Resolver()
export class WebhookQuery {
  @Query(() => WebhookConnection, {
    description: 'Webhooks: all for the platform team and auditors, for others those that they made.',
  })
  webhooks(@Args(() => ForwardPageArgs) args: ForwardPageArgs, @Ctx() context: Context): object {
    const { db, principal } = context;
    if (!context.open && principal.kind === 'anonymous') mustRead(context, 'readAudit');
    const range = pageRange(args);
    const query = webhooksQuery(webhooksSeen(context));
    return connection({ page: () => pageOf<WebhookRow>(db, query, range), count: () => countOf(db, query) });
  }

  @Query(() => Webhook, { nullable: true, description: 'The webhook of this id, where `webhooks` lists it.' })
  async webhook(
    @Arg('id', () => ID, { description: 'As `webhooks` gives it.' }) id: string,
    @Ctx() context: Context,
  ): Promise<object | null> {
    const decoded = decodeGlobalId(id);
    return decoded?.type === 'Webhook' ? findNode(decoded, context) : null;
  }
}
