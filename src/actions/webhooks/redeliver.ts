import { lastSeq } from '../../entities/reads/events.js';
import { rewind, webhooksById } from '../../entities/webhooks/webhooks.js';
import type { Toolkit } from '../kit/toolkit.js';
import { mistake, NO_SUCH_WEBHOOK, refused, type WebhookResult } from './webhook.js';

export interface RedeliverRequest {
  /** Its number in the store; null for what is no id of a webhook. */
  readonly webhook: number | null;
  /** The number of the event after which all is sent again; null for what is no cursor. */
  readonly after: number | null;
}

/** Has a webhook told again of all that it asks for after an event, delivered or dead. */
export async function redeliver(kit: Toolkit, request: RedeliverRequest): Promise<WebhookResult> {
  const { webhook: id, after } = request;
  return kit.db.transaction(async (tx) => {
    const [webhook] = id === null ? [] : await webhooksById(tx, [id]);
    if (!webhook) return refused({ ...NO_SUCH_WEBHOOK, path: ['input', 'webhook'] });
    if (after === null || after > (await lastSeq(tx)))
      return refused(mistake('after', 'It is no cursor of this event log: hand back one it gave you.'));
    await rewind(tx, webhook.id, after);
    await tx.wakeAfterCommit();
    return { webhook: { ...webhook, position: after }, secret: null, userErrors: [] };
  });
}
