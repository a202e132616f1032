import { removeWebhook, webhooksById } from '../../entities/webhooks/webhooks.js';
import type { Toolkit } from '../kit/toolkit.js';
import { NO_SUCH_WEBHOOK, refused, type WebhookResult } from './webhook.js';

export interface DeleteWebhookRequest {
  /** Its number in the store; null for what is no id of a webhook. */
  readonly id: number | null;
}

/** Takes a webhook away with its deliveries; what is being sent at this moment may still arrive. */
export async function deleteWebhook(kit: Toolkit, { id }: DeleteWebhookRequest): Promise<WebhookResult> {
  return kit.db.transaction(async (tx) => {
    const [webhook] = id === null ? [] : await webhooksById(tx, [id]);
    if (!webhook) return refused(NO_SUCH_WEBHOOK);
    await removeWebhook(tx, webhook.id);
    await tx.wakeAfterCommit();
    return { webhook: { ...webhook, enabled: 0 }, secret: null, userErrors: [] };
  });
}
