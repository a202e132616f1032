import { lastSeq } from '../../entities/reads/events.js';
import type { WebhookFormat } from '../../entities/rows/webhooks/WebhookRow.js';
import { countWebhooksOf, insertWebhook } from '../../entities/webhooks/webhooks.js';
import type { Keyed } from '../kit/productRequest.js';
import { instant, type Toolkit } from '../kit/toolkit.js';
import { newSecret, seal } from './seal.js';
import {
  eventsRefusal,
  keptFilter,
  keyRefusal,
  mistake,
  refused,
  settingsOf,
  urlRefusal,
  type Wanted,
  type WebhookResult,
} from './webhook.js';

export interface CreateWebhookRequest extends Keyed, Wanted {
  readonly url: string;
  readonly format?: WebhookFormat | null;
  /** The number of the event after which it begins; null: it begins with what is committed from now on. */
  readonly after?: number | null;
}

/** How many webhooks somebody may have. */
const MOST = 100;

/** Makes a webhook. Its secret is in the answer and nowhere else; who makes it is kept, for it sees what he may see. */
export async function createWebhook(kit: Toolkit, request: CreateWebhookRequest): Promise<WebhookResult> {
  const settings = settingsOf(kit);
  const { keys } = settings;
  return kit.db.transaction(async (tx) => {
    const error = keyRefusal(keys, 'url') ?? urlRefusal(request.url, settings) ?? eventsRefusal(request);
    if (error || !keys) return refused(error ?? mistake('url', 'There is no key.'));
    const last = await lastSeq(tx);
    const position = request.after ?? last;
    if (position > last)
      return refused(mistake('after', 'It is no cursor of this event log: hand back one it gave you.'));
    if ((await countWebhooksOf(tx, kit.actor.name)) >= MOST) {
      const message = `${kit.actor.name ?? 'Nobody'} has ${MOST} webhooks, the most: delete one of them first.`;
      return refused(mistake('url', message, 'LIMIT_EXCEEDED'));
    }
    const secret = newSecret();
    const webhook = await insertWebhook(tx, {
      url: request.url,
      events: request.events ? [...new Set(request.events)] : null,
      filter: keptFilter(request.filter),
      format: request.format ?? 'cloudevents',
      enabled: 1,
      disabledReason: null,
      createdAt: instant(kit.clock),
      createdBy: kit.actor.name,
      principal: kit.actor.principal ?? {},
      secret: seal(secret, keys),
      previousSecret: null,
      previousUntil: null,
      position,
    });
    await tx.wakeAfterCommit();
    return { webhook, secret, userErrors: [] };
  });
}
