import { decide } from '../../access/decide.js';
import { hostOf } from '../../actions/webhooks/hostOf.js';
import type { Context } from '../../context.js';
import type { WebhookRow } from '../../entities/rows/webhooks/WebhookRow.js';
import { mayRead } from './mayRead.js';

/** Whether who is asking may change a webhook, and so may know its whole address. */
export function mayManage({ open, principal }: Context, { url, createdBy }: WebhookRow): boolean {
  return open || decide(principal, 'manageWebhook', { kind: 'webhook', name: hostOf(url), createdBy }).allowed;
}

/**
 * Whose webhooks whoever asks may see: null for everybody's, which are for the platform team and auditors (and for all
 * where nobody is asked who he is). Others see those that they made.
 */
export const webhooksSeen = (context: Context): { readonly createdBy: string | null } | null =>
  mayRead(context, 'readAudit') ? null : { createdBy: context.principal.name };

/** Whether a webhook is one of those. */
export const isSeen = (of: ReturnType<typeof webhooksSeen>, { createdBy }: WebhookRow): boolean =>
  of === null || (of.createdBy !== null && of.createdBy === createdBy);
